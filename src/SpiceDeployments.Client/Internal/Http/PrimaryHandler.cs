using System.Net;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>The handler that owns the connections.</summary>
internal static class PrimaryHandler
{
    /// <summary>How long a connection is used: short enough to see a change of DNS in a client that lives for weeks.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>How long an HTTP/2 connection with a request under way may be silent before it has to prove that it lives.</summary>
    private static readonly TimeSpan SilenceBeforePing = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        EnableMultipleHttp2Connections = true, // A request that waits for a free stream would spend its attempt's time on that.

        // A dead connection would otherwise stay in the pool after an attempt's timeout, and the next attempt would hang on it too.
        KeepAlivePingDelay = SilenceBeforePing,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingTimeout = PingTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        UseCookies = false,
    };
}
