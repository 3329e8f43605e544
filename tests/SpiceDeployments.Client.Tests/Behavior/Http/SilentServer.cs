using System.Net;
using System.Net.Sockets;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>Accepts connections, and never sends a byte: a TLS handshake with this server hangs.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);

    public SilentServer() => _listener.Start();

    public Uri HttpsAddress => new($"https://{_listener.LocalEndpoint}");

    public Uri HttpAddress => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Waits for the next connection, which stays open until the socket is disposed.</summary>
    public ValueTask<Socket> AcceptAsync() => _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _listener.Dispose();
}
