using System.Net;
using System.Net.Sockets;

namespace SpiceDeployments.Client.Tests.Shared.Redis;

/// <summary>Ports that no program uses.</summary>
internal static class FreePort
{
    private static readonly Lock Lock = new();
    private static readonly HashSet<int> Returned = [];

    /// <summary>Returns a port of the loopback address that was free a moment ago, and that was not returned before.</summary>
    public static int Find()
    {
        lock (Lock)
        {
            while (true)
            {
                using var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                int port = ((IPEndPoint)listener.LocalEndpoint).Port;
                if (Returned.Add(port))
                {
                    return port;
                }
            }
        }
    }
}
