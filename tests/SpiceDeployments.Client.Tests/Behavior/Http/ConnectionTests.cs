using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>The number of connections, and requests on connections that the server has closed.</summary>
public sealed class ConnectionTests : EmulatorTest
{
    private static readonly CreateDeploymentRequest Request = new() { Branch = "main", CommitSha = "9f2c4e7" };

    [Fact]
    public async Task WaitForCompletionAsync_ManyPolls_UseOneConnection()
    {
        await using var relay = ConnectionRelay.To(Cloud.BaseAddress);
        using DeploymentsClient client = CreateClient(options => options.BaseAddress = relay.Address);

        await WaitAsync(client);

        AssertManyPolls(relay);
    }

    [Fact]
    public async Task WaitForCompletionAsync_ManyPollsInAContainer_UseOneConnection()
    {
        await using var relay = ConnectionRelay.To(Cloud.BaseAddress);
        await using ServiceProvider services = Register(relay);

        await WaitAsync(services.GetRequiredService<IDeploymentsClient>());

        AssertManyPolls(relay);
    }

    [Fact]
    public async Task ListAsync_TokenRenewed_UsesTheSameConnection()
    {
        Cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        await using var tokens = ConnectionRelay.To(Cloud.BaseAddress);
        using DeploymentsClient client = CreateClient(options =>
        {
            (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "ci", "secret-of-ci");
            options.TokenEndpoint = new Uri(tokens.Address, Cloud.TokenEndpoint.AbsolutePath);
        });

        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        Cloud.RevokeAllTokens();
        await client.ListAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal((2, 1), (Cloud.Requests.Count(request => request.Path == Cloud.TokenEndpoint.AbsolutePath), tokens.Connections));
    }

    [Fact]
    public async Task ListAsync_PooledConnectionClosed_SendsOnceOnANewConnection()
    {
        await using var relay = ConnectionRelay.To(Cloud.BaseAddress);
        using DeploymentsClient client = CreateClient(options => options.BaseAddress = relay.Address);
        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        relay.CloseConnections();

        await Clock.RunAsync(client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal((2, 2), (Cloud.Requests.Count, relay.Connections));
    }

    [Fact]
    public async Task CreateAsync_PooledConnectionClosed_SendsOnceOnANewConnection()
    {
        await using var relay = ConnectionRelay.To(Cloud.BaseAddress);
        using DeploymentsClient client = CreateClient(options => options.BaseAddress = relay.Address);
        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        relay.CloseConnections();

        Deployment created = await Clock.RunAsync(client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(created.Id, Assert.Single(App.Deployments).Id);
        Assert.Equal((1, 2), (GetRequestTimes("POST").Count, relay.Connections));
    }

    [Theory]
    [InlineData(nameof(FaultRuleBuilder.ResetConnection))]
    [InlineData(nameof(FaultRuleBuilder.CloseConnection))]
    public async Task ListAsync_PooledConnectionClosedMidRequest_RetriesOnANewConnection(string kind)
    {
        await using var relay = ConnectionRelay.To(Cloud.BaseAddress);
        using DeploymentsClient client = CreateClient(options => options.BaseAddress = relay.Address);
        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        CloseConnection(Cloud.Faults.OnList(), kind);

        await Clock.RunAsync(client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal((3, 2), (Cloud.Requests.Count, relay.Connections));
    }

    [Theory]
    [InlineData(nameof(FaultRuleBuilder.ResetConnection))]
    [InlineData(nameof(FaultRuleBuilder.CloseConnection))]
    public async Task CreateAsync_PooledConnectionClosedMidRequest_ReconcilesBeforeResending(string kind)
    {
        await using var relay = ConnectionRelay.To(Cloud.BaseAddress);
        using DeploymentsClient client = CreateClient(options => options.BaseAddress = relay.Address);
        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        CloseConnection(Cloud.Faults.OnCreate(), kind);

        Deployment created = await Clock.RunAsync(client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(created.Id, Assert.Single(App.Deployments).Id);
        Assert.Equal("GET POST GET GET GET GET GET POST", string.Join(' ', Cloud.Requests.Select(request => request.Method)));
    }

    private static void CloseConnection(FaultRuleBuilder requests, string kind)
    {
        if (kind is nameof(FaultRuleBuilder.ResetConnection))
        {
            requests.ResetConnection();
        }
        else
        {
            requests.CloseConnection();
        }
    }

    private async Task WaitAsync(IDeploymentsClient client)
    {
        long id = App.StartDeployment(script: new DeploymentScript().RunsFor(TimeSpan.FromMinutes(5))).Id;
        await Clock.RunAsync(client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));
    }

    private void AssertManyPolls(ConnectionRelay relay)
    {
        Assert.InRange(Cloud.Requests.Count, 10, 20);
        Assert.Equal(1, relay.Connections);
    }

    private ServiceProvider Register(ConnectionRelay relay)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSpiceDeploymentsClient(options =>
        {
            (options.BaseAddress, options.AccessToken) = (relay.Address, Cloud.AccessToken);
            options.AttemptTimeout = SteppingTimeProvider.AttemptTimeout;
        });
        return services.BuildServiceProvider(validateScopes: true);
    }
}
