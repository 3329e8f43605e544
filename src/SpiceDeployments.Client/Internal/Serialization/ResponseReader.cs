using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Reads a buffered response as a model.</summary>
internal sealed class ResponseReader(ApiExceptionFactory exceptions)
{
    /// <summary>Reads a model of an app from the UTF-8 text of a response.</summary>
    /// <exception cref="JsonException">The text is not the expected JSON.</exception>
    public delegate T ReadJson<out T>(ReadOnlySpan<byte> utf8, long appId);

    /// <exception cref="SpiceApiException">The response is not a success, or cannot be read.</exception>
    public async ValueTask<T> ReadAsync<T>(HttpResponseMessage response, long appId, ReadJson<T> readJson)
    {
        ReadOnlyMemory<byte> body = await BufferedContent.ReadBytesAsync(response.Content).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw exceptions.FromErrorResponse(response, body, appId);
        }

        try
        {
            ReadOnlyMemory<byte> utf8 = ToUtf8(body, response.Content.Headers.ContentType);
            return utf8.Span.Trim(" \t\r\n"u8) is [] ? throw new JsonException("The body is empty.") : readJson(utf8.Span, appId);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException) // The last two: text that is not valid in its encoding.
        {
            throw exceptions.FromUnreadableResponse(response, body, exception);
        }
    }

    private static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> text, MediaTypeHeaderValue? contentType)
    {
        if (contentType?.CharSet?.Trim('"') is { } name && !name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            text = Encoding.Convert(Encoding.GetEncoding(name), Encoding.UTF8, text.ToArray());
        }

        return Utf8.WithoutByteOrderMark(text);
    }
}
