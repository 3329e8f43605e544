using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>Responds to every request, or to every POST, with the same bytes, which need not be HTTP, and closes the connection.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _response;
    private readonly byte[] _getResponse;
    private readonly Task _serving;
    private int _postCount;

    /// <param name="response">The response.</param>
    /// <param name="getResponse">The response to a GET, or <c>null</c> for the same one.</param>
    public RawServer(string response, string? getResponse = null)
    {
        _response = Encoding.UTF8.GetBytes(response);
        _getResponse = Encoding.UTF8.GetBytes(getResponse ?? response);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri BaseAddress => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The number of POST requests that were received.</summary>
    public int PostCount => Volatile.Read(ref _postCount);

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
            bool isPost = request[0] is (byte)'P';
            _postCount += isPost ? 1 : 0;
            try
            {
                await stream.WriteAsync(isPost ? _response : _getResponse, _end.Token);
            }
            catch (IOException)
            {
                // The client closes the connection as soon as it detects an error.
            }
        }
    }
}
