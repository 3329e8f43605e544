using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior;

/// <summary>The client copies its options, and the options of each call.</summary>
public sealed class OptionsCopyTests : EmulatorTest
{
    [Fact]
    public async Task Constructor_PollingChangedLater_HasNoEffect()
    {
        DeploymentsClientOptions options = CreateOptions();
        using var client = new DeploymentsClient(options);
        options.Polling.InitialDelay = TimeSpan.FromSeconds(1);
        options.Polling = new PollingOptions { InitialDelay = TimeSpan.FromSeconds(2) };

        await Clock.RunAsync(client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([5, 15, 35], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task Constructor_AccessTokenChangedLater_HasNoEffect()
    {
        DeploymentsClientOptions options = CreateOptions();
        using var client = new DeploymentsClient(options);
        options.AccessToken = "another-token";

        await client.ListAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal($"Bearer {Cloud.AccessToken}", Assert.Single(Cloud.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task Constructor_ScopesChangedLater_HasNoEffect()
    {
        Cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        DeploymentsClientOptions options = CreateOptions();
        (options.AccessToken, options.ClientId, options.ClientSecret, options.TokenEndpoint) = (null, "ci", "secret-of-ci", Cloud.TokenEndpoint);
        options.Scopes = ["deployments:read"];
        using var client = new DeploymentsClient(options);
        options.Scopes.Add("deployments:write");

        await client.ListAsync(AppId, cancellationToken: CancellationToken);

        Assert.Contains("\"scope\":\"deployments:read\"", Cloud.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForCompletionAsync_PollingChangedDuringTheWait_HasNoEffect()
    {
        long id = App.StartDeployment().Id;
        var polling = new PollingOptions();
        Task<Deployment> waiting = Client.WaitForCompletionAsync(AppId, id, polling, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(2), waiting);
        (polling.MaxDelay, polling.Timeout) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));

        await Clock.RunAsync(waiting);

        Assert.Equal([0, 5, 15, 35], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task DeployAsync_OptionsChangedDuringTheCall_HaveNoEffect()
    {
        var options = new DeployOptions { Polling = new PollingOptions() };
        Task<Deployment> deploying = Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(2), deploying);
        options.Polling.MaxDelay = TimeSpan.FromSeconds(5);
        options.Polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(3) };

        await Clock.RunAsync(deploying);

        Assert.Equal([5, 15, 35], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_OptionsChangedLater_HaveNoEffect()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSpiceDeploymentsClient(options => (options.BaseAddress, options.AccessToken, options.AttemptTimeout) = (Cloud.BaseAddress, Cloud.AccessToken, SteppingTimeProvider.AttemptTimeout));
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        IDeploymentsClient client = provider.GetRequiredService<IDeploymentsClient>();
        DeploymentsClientOptions options = provider.GetRequiredService<IOptions<DeploymentsClientOptions>>().Value;
        options.Polling.InitialDelay = TimeSpan.FromSeconds(1);
        options.AccessToken = "another-token";

        await Clock.RunAsync(client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([5, 15, 35], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task Constructor_TokenWithWhiteSpace_IsTrimmed()
    {
        DeploymentsClient client = CreateClient(options => options.AccessToken = $" {Cloud.AccessToken}\n");

        Assert.Empty(await client.ListAsync(AppId, cancellationToken: CancellationToken));
    }
}
