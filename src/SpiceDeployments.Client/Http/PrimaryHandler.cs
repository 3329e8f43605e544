using System.Net;

namespace SpiceDeployments.Client.Http;

/// <summary>The handler that owns the connections.</summary>
internal static class PrimaryHandler
{
    /// <summary>How long a connection is used: short enough to see a change of DNS in a client that lives for weeks.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = ConnectionLifetime,
        UseCookies = false,
    };
}
