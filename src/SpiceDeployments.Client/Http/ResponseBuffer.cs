using System.Net.Http.Headers;
using System.Text;

namespace SpiceDeployments.Client.Http;

/// <summary>Reads the body of an answer into memory, up to a limit that counts decompressed bytes.</summary>
internal static class ResponseBuffer
{
    public const int MaxBytes = 16 * 1024 * 1024;

    private const int ChunkBytes = 16 * 1024;

    /// <summary>Replaces the content of the response by a copy in memory.</summary>
    /// <param name="response">The response, of which only the headers have been read.</param>
    /// <param name="attempt">Cancelled when the attempt is over: its time is up, or the caller has given up.</param>
    /// <param name="caller">Cancelled when the caller has given up.</param>
    /// <exception cref="HttpRequestException">A success broke off or is too large; it carries the status, because the success itself is certain.</exception>
    public static async Task LoadAsync(HttpResponseMessage response, CancellationToken attempt, CancellationToken caller)
    {
        using HttpContent received = response.Content;
        using var body = new MemoryStream();
        try
        {
            await CopyAsync(received, body, attempt).ConfigureAwait(false);
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

        response.Content = Copy(received, body);
    }

    private static bool IsFaultOfTheAnswer(Exception exception) =>
        exception is IOException or HttpRequestException or InvalidDataException or OperationCanceledException;

    private static async Task CopyAsync(HttpContent received, MemoryStream body, CancellationToken cancellationToken)
    {
        Stream stream = await received.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] chunk = new byte[ChunkBytes];
        int count;
        while ((count = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + count > MaxBytes)
            {
                throw new IOException($"The body is larger than {MaxBytes / (1024 * 1024)} MiB.");
            }

            body.Write(chunk, 0, count);
        }
    }

    private static ByteArrayContent Copy(HttpContent received, MemoryStream body)
    {
        var copy = new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length);
        foreach (var header in received.Headers.NonValidated)
        {
            if (!header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        DropUnknownCharSet(copy.Headers.ContentType);
        return copy;
    }

    /// <summary>Without a charset JSON is read as UTF-8, as it ought to be: one that is misspelt must not make it unreadable.</summary>
    private static void DropUnknownCharSet(MediaTypeHeaderValue? contentType)
    {
        try
        {
            _ = contentType?.CharSet is { } name ? Encoding.GetEncoding(name.Trim('"')) : null;
        }
        catch (ArgumentException)
        {
            contentType?.CharSet = null;
        }
    }
}
