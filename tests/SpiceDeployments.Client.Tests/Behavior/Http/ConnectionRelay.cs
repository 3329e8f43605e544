using System.Net;
using System.Net.Sockets;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>A TCP proxy that counts the connections of a client, and can close them as a server closes idle connections.</summary>
internal sealed class ConnectionRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly Uri _server;
    private readonly Task _accepting;
    private readonly List<TcpClient> _open = [];
    private int _connections;

    private ConnectionRelay(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The address of the proxy.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>The number of connections that the client opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static ConnectionRelay To(Uri server) => new(server);

    /// <summary>Closes every connection of the client gracefully.</summary>
    public void CloseConnections()
    {
        lock (_open)
        {
            _open.ForEach(connection => connection.Close());
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        CloseConnections();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                lock (_open)
                {
                    _open.Add(client);
                }

                relays.Add(RelayAsync(client));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(relays); // The listener was disposed.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side has closed the connection, so the other side is closed too.
        }
    }
}
