using System.Net.Http.Headers;
using System.Text;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Buffers the body of a response, up to a limit of decompressed bytes.</summary>
internal static class ResponseBuffering
{
    /// <summary>Replaces the content of the response by a buffered one.</summary>
    /// <param name="response">The response, whose headers have been read.</param>
    /// <param name="receivedAt">When the headers were received.</param>
    /// <param name="attempt">Canceled when the attempt times out or the caller cancels.</param>
    /// <param name="caller">Canceled when the caller cancels.</param>
    /// <exception cref="HttpRequestException">The body of a success is truncated or too large. The exception carries the status code, because the service accepted the request.</exception>
    public static async Task BufferAsync(HttpResponseMessage response, ClockReading receivedAt, CancellationToken attempt, CancellationToken caller)
    {
        using HttpContent received = response.Content;
        var body = new BufferedContent { ReceivedAt = receivedAt };
        try
        {
            await body.ReadFromAsync(received, attempt).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsResponseError(exception) && !caller.IsCancellationRequested)
        {
            // The status code of an error is sufficient, and the bytes read so far are kept. A success needs its whole body.
            if (response.IsSuccessStatusCode)
            {
                string reason = exception is OperationCanceledException ? "The attempt timed out." : exception.Message;
                throw new HttpRequestException(reason, exception, response.StatusCode);
            }
        }

        CopyHeaders(received, body);
        RemoveUnknownCharset(body.Headers.ContentType);
        response.Content = body;
    }

    private static bool IsResponseError(Exception exception) =>
        exception is IOException or HttpRequestException or InvalidDataException or OperationCanceledException;

    private static void CopyHeaders(HttpContent received, BufferedContent body)
    {
        foreach (KeyValuePair<string, HeaderStringValues> header in received.Headers.NonValidated)
        {
            if (!header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                body.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
            }
        }
    }

    /// <summary>Removes a charset that .NET does not know, so that the JSON is read as UTF-8.</summary>
    private static void RemoveUnknownCharset(MediaTypeHeaderValue? contentType)
    {
        try
        {
            _ = contentType?.CharSet is { } name and not "utf-8" ? Encoding.GetEncoding(name.Trim('"')) : null;
        }
        catch (ArgumentException)
        {
            contentType?.CharSet = null;
        }
    }
}
