using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.DependencyInjection;

/// <summary>The configuration is reloaded while the client lives: a new access token applies, any other change does not.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private const string NewToken = "emulated_of-the-next-quarter";

    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
    private readonly AutoAdvancingTimeProvider _clock = new();
    private SpiceCloudEmulator? _cloud;
    private ServiceProvider? _services;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    private string LastAuthorization => Cloud.Requests[^1].Headers["Authorization"];

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock }, CancellationToken);
        _cloud.AddApp(42);
        _configuration["Spice:BaseAddress"] = _cloud.BaseAddress.OriginalString;
        _configuration["Spice:AccessToken"] = _cloud.AccessToken;
    }

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Cloud.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    public async Task AnyCall_TokenReloaded_SendsTheNewOne(string? key)
    {
        IDeploymentsClient client = Resolve(key);
        await client.ListAsync(42, cancellationToken: CancellationToken);
        string token = Cloud.IssueToken([.. SpiceScopes.All]);

        Reload("AccessToken", $" {token}\n");
        await client.ListAsync(42, cancellationToken: CancellationToken);

        Assert.Equal(2, Cloud.Requests.Count);
        Assert.Equal($"Bearer {token}", LastAuthorization);
    }

    [Fact]
    public async Task CreateAsync_TokenReloadedDuringTheRequest_IsSentAgainWithTheNewOne()
    {
        IDeploymentsClient client = Resolve(key: null, http => http.AddHttpMessageHandler(() => new ReloadingHandler(this)));
        Cloud.RevokeToken(Cloud.AccessToken);

        await client.CreateAsync(42, cancellationToken: CancellationToken);

        Assert.Equal([401, 202], Cloud.Requests.Select(request => request.StatusCode));
    }

    [Theory]
    [InlineData("AccessToken", "")]
    [InlineData("AccessToken", "Bearer twice")]
    [InlineData("ConflictTimeout", "-1")]
    [InlineData("ConflictTimeout", "soon")]
    [InlineData("Misspelt", "value")]
    public async Task AnyCall_InvalidOptionsReloaded_KeepsTheToken(string option, string value)
    {
        IDeploymentsClient client = Resolve(key: null);
        await client.ListAsync(42, cancellationToken: CancellationToken);

        Assert.ThrowsAny<Exception>(() => Reload(option, value)); // As with every validated options monitor.
        await client.ListAsync(42, cancellationToken: CancellationToken);

        Assert.Equal($"Bearer {Cloud.AccessToken}", LastAuthorization);
    }

    [Fact]
    public async Task AnyCall_OtherOptionReloaded_KeepsTheCopy()
    {
        IDeploymentsClient client = Resolve(key: null);
        await client.ListAsync(42, cancellationToken: CancellationToken);

        Reload("Organization", "acme");
        await client.ListAsync(42, cancellationToken: CancellationToken);

        Assert.False(Cloud.Requests[^1].Headers.ContainsKey("X-Org-Name"));
    }

    [Fact]
    public async Task AnyCall_CredentialsOfAnotherKindReloaded_KeepsTheToken()
    {
        IDeploymentsClient client = Resolve(key: null);
        await client.ListAsync(42, cancellationToken: CancellationToken);
        (_configuration["Spice:ClientId"], _configuration["Spice:ClientSecret"]) = ("ci", "secret-of-ci");

        Reload("AccessToken", value: null);
        await client.ListAsync(42, cancellationToken: CancellationToken);

        Assert.Equal($"Bearer {Cloud.AccessToken}", LastAuthorization);
    }

    [Fact]
    public async Task AnyCall_EchoOfAReloadedToken_IsRedacted()
    {
        IDeploymentsClient client = Resolve(key: null);
        Reload("AccessToken", NewToken);
        Cloud.Faults.OnList().Fail(403, $"{NewToken} may not list");

        SpiceForbiddenException exception = await Assert.ThrowsAsync<SpiceForbiddenException>(() => client.ListAsync(42, cancellationToken: CancellationToken));

        Assert.Equal($"Bearer {NewToken}", LastAuthorization);
        Assert.Contains("[redacted] may not list", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(NewToken, exception + exception.ResponseBody, StringComparison.Ordinal);
    }

    /// <summary>The old token, and the new one that the request is sent again with.</summary>
    [Fact]
    public async Task AnyCall_EchoOfARejectedToken_IsRedacted()
    {
        string oldToken = Cloud.AccessToken;
        IDeploymentsClient client = Resolve(key: null, http => http.AddHttpMessageHandler(() => new ReloadingHandler(this)));
        Cloud.RevokeToken(oldToken);
        Cloud.Faults.OnList().Skip(1).Fail(403, $"{oldToken} was replaced");

        SpiceForbiddenException exception = await Assert.ThrowsAsync<SpiceForbiddenException>(() => client.ListAsync(42, cancellationToken: CancellationToken));

        Assert.DoesNotContain(oldToken, exception + exception.ResponseBody, StringComparison.Ordinal);
    }

    private IDeploymentsClient Resolve(string? key, Action<IHttpClientBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        IHttpClientBuilder builder = services.AddKeyedSpiceDeploymentsClient(key, _configuration.GetSection("Spice"));
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider(validateScopes: true);
        return _services.GetRequiredKeyedService<IDeploymentsClient>(key);
    }

    private void Reload(string option, string? value)
    {
        _configuration[$"Spice:{option}"] = value;
        _configuration.Reload();
    }

    /// <summary>Reloads the configuration with a new token while the first request is on its way.</summary>
    private sealed class ReloadingHandler(ReloadTests test) : DelegatingHandler
    {
        private bool _isReloaded;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!_isReloaded)
            {
                _isReloaded = true;
                test.Reload("AccessToken", test.Cloud.IssueToken([.. SpiceScopes.All]));
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
