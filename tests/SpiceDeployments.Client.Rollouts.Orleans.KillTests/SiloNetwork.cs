using System.Net;
using System.Net.Sockets;

namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>The network between silos: each silo is reached through a port of this class, so that a test can cut the network. It does not lead to Redis and the service.</summary>
internal sealed class SiloNetwork : IAsyncDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly List<Task> _accepting = [];
    private volatile bool _isCut;

    /// <summary>Returns the port at which the other silos reach the silo that listens to a port.</summary>
    public int Add(int siloPort)
    {
        var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        _listeners.Add(listener);
        _accepting.Add(AcceptAsync(listener, siloPort));
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Loses each byte from now on. No connection is closed, as when a firewall drops the packets.</summary>
    public void Cut() => _isCut = true;

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await Task.WhenAll(_accepting);
        _listeners.ForEach(listener => listener.Dispose());
        _closed.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, int siloPort)
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                relays.Add(RelayAsync(await listener.AcceptSocketAsync(_closed.Token), siloPort));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relays);
        }
    }

    /// <summary>Relays a connection until one of its ends is closed, and then closes the other one.</summary>
    private async Task RelayAsync(Socket caller, int siloPort)
    {
        using Socket near = caller;
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, siloPort, ended.Token);
            Task[] directions = [CopyAsync(near, far, ended.Token), CopyAsync(far, near, ended.Token)];
            await Task.WhenAny(directions);
            await ended.CancelAsync();
            await Task.WhenAll(directions);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // A silo has exited, or the test has ended.
        }
    }

    private async Task CopyAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and int count)
        {
            for (int sent = 0; sent < count && !_isCut;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancellationToken);
            }
        }
    }
}
