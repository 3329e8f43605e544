using SpiceDeployments.Client.Internal;

namespace SpiceDeployments.Client.DependencyInjection;

/// <summary>
/// Disposes the handlers of a client with the container. <see cref="IHttpClientFactory"/> does not dispose handlers whose lifetime is infinite.
/// </summary>
internal sealed class HandlerOwner : IDisposable
{
    private readonly object _lock = new();
    private readonly List<ClientHandlers> _handlers = [];

    /// <summary>The handlers that were added last. The factory builds one pipeline of a client at a time.</summary>
    public ClientHandlers Latest
    {
        get
        {
            lock (_lock)
            {
                return _handlers[^1];
            }
        }
    }

    public void Own(ClientHandlers handlers)
    {
        lock (_lock)
        {
            _handlers.Add(handlers);
        }
    }

    public void Dispose() => _handlers.ForEach(handlers => handlers.Dispose());
}
