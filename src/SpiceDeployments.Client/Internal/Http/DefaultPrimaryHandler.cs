using System.Net;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Creates the handler that owns the connections, and completes the one that the program supplies.</summary>
internal static class DefaultPrimaryHandler
{
    /// <summary>The lifetime of a connection: short enough that a client that lives for weeks notices DNS changes.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>The idle time of an HTTP/2 connection with an active request before the client sends a ping.</summary>
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MaxConnectTimeout = TimeSpan.FromSeconds(15);

    public static SocketsHttpHandler Create()
    {
        var handler = new SocketsHttpHandler();
        SetDefaults(handler);
        return handler;
    }

    /// <summary>Sets what a handler of the program has left at the defaults of .NET.</summary>
    public static void SetDefaults(HttpMessageHandler handler)
    {
        if (handler is SocketsHttpHandler sockets)
        {
            TrySet(() => SetDefaults(sockets));
        }
        else if (handler is HttpClientHandler client)
        {
            TrySet(() => (client.AllowAutoRedirect, client.UseCookies, client.AutomaticDecompression) = (false, false, OrAll(client.AutomaticDecompression)));
        }
    }

    /// <summary>Adapts any handler to the options: how long a connection may take, and which requests use the proxy of the environment.</summary>
    public static void Adapt(HttpMessageHandler handler, DeploymentsClientOptions options)
    {
        bool mayUseLoopback = options.BaseAddress.IsLoopback || options.TokenEndpoint.IsLoopback || options.AllowHttp; // Service discovery may resolve to loopback.
        LoopbackBypass? proxy = mayUseLoopback ? new LoopbackBypass() : null;
        if (handler is SocketsHttpHandler sockets)
        {
            // Half of the attempt, so that the connect timeout elapses first: the request is then known not to have been sent.
            TimeSpan connectTimeout = options.AttemptTimeout / 2 < MaxConnectTimeout ? options.AttemptTimeout / 2 : MaxConnectTimeout;
            TrySet(() => (sockets.ConnectTimeout, sockets.Proxy) = (OrElse(sockets.ConnectTimeout, connectTimeout), sockets.Proxy ?? proxy));
        }
        else if (handler is HttpClientHandler client)
        {
            TrySet(() => client.Proxy ??= proxy);
        }
    }

    private static void SetDefaults(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.AutomaticDecompression = OrAll(handler.AutomaticDecompression);
        handler.EnableMultipleHttp2Connections = true; // Otherwise a request that waits for a free stream uses up the time of its attempt.
        handler.PooledConnectionLifetime = OrElse(handler.PooledConnectionLifetime, ConnectionLifetime);
        handler.UseCookies = false;

        // Without pings a dead connection stays in the pool after the timeout of an attempt, and the next attempt uses it.
        if (handler.KeepAlivePingDelay == Timeout.InfiniteTimeSpan)
        {
            handler.KeepAlivePingDelay = PingDelay;
            handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
            handler.KeepAlivePingTimeout = PingTimeout;
        }
    }

    private static TimeSpan OrElse(TimeSpan set, TimeSpan otherwise) => set == Timeout.InfiniteTimeSpan ? otherwise : set;

    private static DecompressionMethods OrAll(DecompressionMethods set) => set is DecompressionMethods.None ? DecompressionMethods.All : set;

    private static void TrySet(Action set)
    {
        try
        {
            set();
        }
        catch (InvalidOperationException)
        {
            // The program shares the handler, which has sent requests and cannot be changed.
        }
    }
}
