namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A test of a client. The clients are disposed at the end of the test.</summary>
public abstract class ClientTest : IAsyncDisposable
{
    private readonly List<DeploymentsClient> _clients = [];

    /// <summary>Canceled when the test run is aborted or the test times out.</summary>
    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>A client with the options of <see cref="CreateOptions"/>.</summary>
    protected DeploymentsClient Client => field ??= CreateClient();

    public virtual ValueTask DisposeAsync()
    {
        _clients.ForEach(static client => client.Dispose());
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Creates another client.</summary>
    /// <param name="configure">Changes the options, or <c>null</c>.</param>
    protected DeploymentsClient CreateClient(Action<DeploymentsClientOptions>? configure = null)
    {
        DeploymentsClientOptions options = CreateOptions();
        configure?.Invoke(options);
        var client = new DeploymentsClient(options);
        _clients.Add(client);
        return client;
    }

    /// <summary>Creates the options of a client of the test's server.</summary>
    protected abstract DeploymentsClientOptions CreateOptions();
}
