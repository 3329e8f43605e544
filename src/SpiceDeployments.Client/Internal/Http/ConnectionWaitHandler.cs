using System.Text;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>
/// Records in the <see cref="SendPermit"/> that a request waits for a connection, and when it is written. An attempt that times out before,
/// because the connection or the TLS handshake hangs, has certainly not sent the request.
/// </summary>
internal sealed class ConnectionWaitHandler : DelegatingHandler
{
    private ConnectionWaitHandler()
    {
    }

    /// <summary>Creates the handler to put directly above a primary handler, or returns <c>null</c> if the primary handler cannot report when it writes.</summary>
    public static ConnectionWaitHandler? TryCreate(HttpMessageHandler primary) =>
        primary is SocketsHttpHandler sockets && TryObserve(sockets) ? new ConnectionWaitHandler() : null;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SendPermit.Of(request)?.WaitForConnection();
        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>The handler selects an encoding for each header when it has a connection, and before it writes anything.</summary>
    private static bool TryObserve(SocketsHttpHandler handler)
    {
        HeaderEncodingSelector<HttpRequestMessage>? selector = handler.RequestHeaderEncodingSelector;
        try
        {
            handler.RequestHeaderEncodingSelector = SelectEncoding;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // The program shares the handler, which has sent requests and cannot be changed.
        }

        Encoding? SelectEncoding(string header, HttpRequestMessage request)
        {
            SendPermit.Of(request)?.StartWriting();
            return selector?.Invoke(header, request);
        }
    }
}
