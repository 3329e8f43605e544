using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>No log message and no text of an object contains a token or a secret.</summary>
public sealed class LoggedSecretTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnyCall_LoggedAtTrace_ContainsNoToken()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: CancellationToken);
        cloud.AddApp(42);
        cloud.AddOAuthClient("ci", "the-secret-of-the-client", [.. SpiceScopes.All]);
        var logs = new FakeLogCollector();
        await using ServiceProvider services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(logs)))
            .AddKeyedSpiceDeploymentsClient("token", options => (options.BaseAddress, options.AccessToken) = (cloud.BaseAddress, cloud.AccessToken)).Services
            .AddKeyedSpiceDeploymentsClient("oauth", options =>
            {
                (options.BaseAddress, options.TokenEndpoint) = (cloud.BaseAddress, cloud.TokenEndpoint);
                (options.ClientId, options.ClientSecret) = ("ci", "the-secret-of-the-client");
            }).Services
            .BuildServiceProvider();

        foreach (string key in (string[])["token", "oauth"])
        {
            IDeploymentsClient client = services.GetRequiredKeyedService<IDeploymentsClient>(key);
            await client.ListAsync(42, cancellationToken: CancellationToken);
            await client.CreateAsync(42, cancellationToken: CancellationToken);
            cloud.GetApp(42).Deployments[0].CompleteSuccessfully();
            await Assert.ThrowsAsync<AppNotFoundException>(() => client.CreateAsync(999, cancellationToken: CancellationToken));
        }

        string oauthToken = cloud.Requests[^1].Headers["Authorization"]["Bearer ".Length..];
        string everything = string.Join('\n', logs.GetSnapshot().Select(record => $"{record} {string.Join(' ', record.StructuredState ?? [])}"));
        Assert.Contains("Created deployment 1001", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(cloud.AccessToken, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(oauthToken, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret-of-the-client", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_Options_ContainsNoSecret()
    {
        object options = new DeploymentsClientOptions { AccessToken = "the-token", ClientSecret = "the-secret" };

        Assert.DoesNotContain("the-", Convert.ToString(options, System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
