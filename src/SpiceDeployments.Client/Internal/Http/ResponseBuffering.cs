using System.Net.Http.Headers;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Buffers the body of a response, up to a limit of decompressed bytes.</summary>
internal static class ResponseBuffering
{
    /// <summary>Replaces the content of the response by a buffered one.</summary>
    /// <param name="response">The response, whose headers have been read.</param>
    /// <param name="receivedAt">When the headers were received.</param>
    /// <param name="attempt">Canceled when the attempt times out or the caller cancels.</param>
    /// <param name="caller">Canceled when the caller cancels.</param>
    /// <exception cref="HttpRequestException">The body of a success cannot be read to its end, or is too large. The exception carries the status code, because the service accepted the request.</exception>
    public static async Task BufferAsync(HttpResponseMessage response, ClockReading receivedAt, CancellationToken attempt, CancellationToken caller)
    {
        using HttpContent received = response.Content;
        var body = new BufferedContent { ReceivedAt = receivedAt, ContentType = GetContentType(received) };
        try
        {
            await body.ReadFromAsync(received, attempt).ConfigureAwait(false);
        }
        catch (Exception exception) when (!caller.IsCancellationRequested)
        {
            // Any exception: a decoder, or a stream of the program, may throw anything. The status code of an error is sufficient, and the bytes
            // read so far are kept. A success needs its whole body.
            if (response.IsSuccessStatusCode)
            {
                string reason = exception is OperationCanceledException ? "The attempt timed out." : exception.Message;
                throw new HttpRequestException(reason, exception, response.StatusCode);
            }
        }

        response.Content = body;
    }

    private static string? GetContentType(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Type", out HeaderStringValues values) ? values.ToString() : null;
}
