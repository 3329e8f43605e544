namespace SpiceDeployments.Client.DependencyInjection;

/// <summary>
/// Disposes the handlers of a client with the container. <see cref="IHttpClientFactory"/> does not dispose handlers whose lifetime is infinite.
/// </summary>
internal sealed class HandlerOwner : IDisposable
{
    private readonly object _lock = new();
    private readonly List<HttpMessageHandler> _handlers = [];

    /// <param name="handler">The outermost handler, which disposes the handlers below.</param>
    public void Own(HttpMessageHandler handler)
    {
        lock (_lock)
        {
            _handlers.Add(handler);
        }
    }

    public void Dispose() => _handlers.ForEach(handler => handler.Dispose());
}
