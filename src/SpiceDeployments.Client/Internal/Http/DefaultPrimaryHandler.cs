using System.Net;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Creates the handler that owns the connections, unless the program supplies one.</summary>
internal static class DefaultPrimaryHandler
{
    /// <summary>The lifetime of a connection: short enough that a client that lives for weeks notices DNS changes.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>The idle time of an HTTP/2 connection with an active request before the client sends a ping.</summary>
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MaxConnectTimeout = TimeSpan.FromSeconds(15);

    /// <param name="attemptTimeout">The timeout of an attempt, of which a connection may take half, so that the attempt does not time out first.</param>
    public static SocketsHttpHandler Create(TimeSpan attemptTimeout) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = attemptTimeout / 2 < MaxConnectTimeout ? attemptTimeout / 2 : MaxConnectTimeout,
        EnableMultipleHttp2Connections = true, // Otherwise a request that waits for a free stream uses up the time of its attempt.

        // Without pings a dead connection stays in the pool after the timeout of an attempt, and the next attempt uses it.
        KeepAlivePingDelay = PingDelay,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingTimeout = PingTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        UseCookies = false,
    };
}
