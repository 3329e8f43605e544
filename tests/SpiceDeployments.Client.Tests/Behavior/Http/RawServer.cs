using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>Responds to every request with the same bytes, which need not be HTTP, and closes the connection.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _response;
    private readonly Task _serving;

    public RawServer(string response)
    {
        _response = Encoding.UTF8.GetBytes(response);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri BaseAddress => new($"http://{_listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _serving);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        byte[] request = new byte[8 * 1024];
        while (true)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
            NetworkStream stream = client.GetStream();
            _ = await stream.ReadAtLeastAsync(request, minimumBytes: 1, cancellationToken: _end.Token);
            await stream.WriteAsync(_response, _end.Token);
        }
    }
}
