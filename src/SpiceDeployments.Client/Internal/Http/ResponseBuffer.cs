using System.Net.Http.Headers;
using System.Text;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Reads the body of an answer into memory, up to a limit that counts decompressed bytes.</summary>
internal static class ResponseBuffer
{
    /// <summary>Replaces the content of the response by one in memory.</summary>
    /// <param name="response">The response, of which only the headers have been read.</param>
    /// <param name="attempt">Cancelled when the attempt is over: its time is up, or the caller has given up.</param>
    /// <param name="caller">Cancelled when the caller has given up.</param>
    /// <exception cref="HttpRequestException">A success broke off or is too large; it carries the status, because the success itself is certain.</exception>
    public static async Task LoadAsync(HttpResponseMessage response, CancellationToken attempt, CancellationToken caller)
    {
        using HttpContent received = response.Content;
        var body = new BufferedContent();
        try
        {
            await body.ReadFromAsync(received, attempt).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFaultOfTheAnswer(exception) && !caller.IsCancellationRequested)
        {
            // The status of an error says enough, and what came of its body is kept. Half a success is none.
            if (response.IsSuccessStatusCode)
            {
                string reason = exception is OperationCanceledException ? "The attempt's time was up." : exception.Message;
                throw new HttpRequestException(reason, exception, response.StatusCode);
            }
        }

        CopyHeaders(received, body);
        DropUnknownCharSet(body.Headers.ContentType);
        response.Content = body;
    }

    private static bool IsFaultOfTheAnswer(Exception exception) =>
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

    /// <summary>Without a charset JSON is read as UTF-8, as it ought to be: one that is misspelt must not make it unreadable.</summary>
    private static void DropUnknownCharSet(MediaTypeHeaderValue? contentType)
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
