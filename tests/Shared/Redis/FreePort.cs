using System.Net;
using System.Net.Sockets;

namespace SpiceDeployments.Client.Tests.Shared.Redis;

/// <summary>Ports that no program uses.</summary>
internal static class FreePort
{
    /// <summary>Below the ports that the system gives to connections and to listeners without a port, which would take one of them before its program starts.</summary>
    private const int MinPort = 20_000;
    private const int MaxPort = 32_000;

    private static readonly Lock Lock = new();
    private static readonly HashSet<int> Returned = [];

    /// <summary>Returns a port of the loopback address that was free a moment ago, and that was not returned before.</summary>
    public static int Find()
    {
        lock (Lock)
        {
            while (true)
            {
                int port = Random.Shared.Next(MinPort, MaxPort);
                if (IsFree(port) && Returned.Add(port))
                {
                    return port;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
