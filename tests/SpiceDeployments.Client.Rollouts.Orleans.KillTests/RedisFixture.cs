namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>The Redis server of all tests. Each cluster has its own keys.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private RedisServer? _server;

    public string Address => _server?.Address ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
