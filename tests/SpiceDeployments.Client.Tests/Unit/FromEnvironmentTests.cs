using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SpiceDeployments.Client.Tests.Unit;

/// <summary>The tests share the environment variables of the process and must not run in parallel.</summary>
[Collection(nameof(FromEnvironmentTests))]
public sealed class FromEnvironmentTests : IDisposable
{
    private static readonly string[] Variables =
    [
        "SPICE_API_TOKEN", "SPICE_CLOUD_PAT", "SPICEAI_CLIENT_ID", "SPICE_CLOUD_CLIENT_ID", "SPICEAI_CLIENT_SECRET",
        "SPICE_CLOUD_CLIENT_SECRET", "SPICEAI_API_ENDPOINT", "SPICE_CLOUD_API_URL", "SPICEAI_OAUTH_ENDPOINT", "SPICE_CLOUD_ORG",
    ];

    private readonly Dictionary<string, string?> _before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public FromEnvironmentTests() => Array.ForEach(Variables, name => Environment.SetEnvironmentVariable(name, null));

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Theory]
    [InlineData("SPICE_API_TOKEN", nameof(DeploymentsClientOptions.AccessToken))]
    [InlineData("SPICE_CLOUD_PAT", nameof(DeploymentsClientOptions.AccessToken))]
    [InlineData("SPICEAI_CLIENT_ID", nameof(DeploymentsClientOptions.ClientId))]
    [InlineData("SPICE_CLOUD_CLIENT_ID", nameof(DeploymentsClientOptions.ClientId))]
    [InlineData("SPICEAI_CLIENT_SECRET", nameof(DeploymentsClientOptions.ClientSecret))]
    [InlineData("SPICE_CLOUD_CLIENT_SECRET", nameof(DeploymentsClientOptions.ClientSecret))]
    [InlineData("SPICEAI_API_ENDPOINT", nameof(DeploymentsClientOptions.BaseAddress))]
    [InlineData("SPICE_CLOUD_API_URL", nameof(DeploymentsClientOptions.BaseAddress))]
    [InlineData("SPICEAI_OAUTH_ENDPOINT", nameof(DeploymentsClientOptions.TokenEndpoint))]
    [InlineData("SPICE_CLOUD_ORG", nameof(DeploymentsClientOptions.Organization))]
    public void FromEnvironment_Variable_SetsTheProperty(string variable, string property)
    {
        Environment.SetEnvironmentVariable(variable, " https://example.com/x ");

        object? value = typeof(DeploymentsClientOptions).GetProperty(property)?.GetValue(DeploymentsClientOptions.FromEnvironment());

        Assert.Equal("https://example.com/x", value?.ToString());
    }

    [Fact]
    public void FromEnvironment_NothingSet_HasTheDefaults()
    {
        var options = DeploymentsClientOptions.FromEnvironment();

        Assert.Equal(new Uri("https://api.spice.ai"), options.BaseAddress);
        Assert.Null(options.AccessToken);
    }

    [Fact]
    public void FromEnvironment_FirstVariableBlank_UsesTheSecond()
    {
        Environment.SetEnvironmentVariable("SPICE_API_TOKEN", "  ");
        Environment.SetEnvironmentVariable("SPICE_CLOUD_PAT", "pat");

        Assert.Equal("pat", DeploymentsClientOptions.FromEnvironment().AccessToken);
    }

    [Fact]
    public void FromEnvironment_InvalidAddress_ThrowsWithTheVariables()
    {
        Environment.SetEnvironmentVariable("SPICE_CLOUD_API_URL", "api spice ai");

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(DeploymentsClientOptions.FromEnvironment);

        Assert.Equal("The environment variable SPICEAI_API_ENDPOINT or SPICE_CLOUD_API_URL must be an absolute address.", exception.Message);
    }

    [Fact]
    public void Constructor_NoCredentialsInEnvironment_ThrowsWithTheVariables()
    {
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => new DeploymentsClient(DeploymentsClientOptions.FromEnvironment()));

        Assert.Equal(
            "AccessToken, ClientId with ClientSecret, or AccessTokenProvider must be set. Set the environment variable SPICE_API_TOKEN, or SPICEAI_CLIENT_ID and SPICEAI_CLIENT_SECRET.",
            exception.Message);
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_NoCredentialsInEnvironment_ThrowsWithTheVariables()
    {
        var services = new ServiceCollection();
        services.AddSpiceDeploymentsClient(options => options.LoadFromEnvironment());
        await using ServiceProvider provider = services.BuildServiceProvider();

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IDeploymentsClient>);

        Assert.EndsWith("Set the environment variable SPICE_API_TOKEN, or SPICEAI_CLIENT_ID and SPICEAI_CLIENT_SECRET.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadFromEnvironment_NothingSet_KeepsTheProperties()
    {
        var options = new DeploymentsClientOptions { AccessToken = "token", Organization = "acme", BaseAddress = new Uri("https://example.com") };

        options.LoadFromEnvironment();

        Assert.Equal(("token", "acme", "https://example.com/"), (options.AccessToken, options.Organization, options.BaseAddress.AbsoluteUri));
    }
}
