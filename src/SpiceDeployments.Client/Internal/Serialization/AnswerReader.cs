using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Reads answers from the bytes that have come, without a copy of them.</summary>
internal sealed class AnswerReader(ApiExceptionFactory exceptions)
{
    /// <summary>What was asked for. Null only where the body says null in another encoding than UTF-8.</summary>
    /// <exception cref="SpiceApiException">The answer is no success, or cannot be read.</exception>
    public async ValueTask<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type)
        where T : class
    {
        ReadOnlyMemory<byte> body = await BufferedContent.BytesOfAsync(response.Content).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw exceptions.Refusal(response, body);
        }

        if (body.Span.Trim(" \t\r\n"u8) is [] or [(byte)'n', (byte)'u', (byte)'l', (byte)'l'])
        {
            throw exceptions.Unreadable(response, body, "it is empty.");
        }

        return Deserialize(response, body, type);
    }

    private T? Deserialize<T>(HttpResponseMessage response, ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(ToUtf8(body, response.Content.Headers.ContentType).Span, type);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw exceptions.Unreadable(response, body, exception.Message, exception);
        }
    }

    private static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> text, MediaTypeHeaderValue? contentType)
    {
        if (contentType?.CharSet?.Trim('"') is { } name && !name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            text = Encoding.Convert(Encoding.GetEncoding(name), Encoding.UTF8, text.ToArray());
        }

        return Utf8Text.WithoutByteOrderMark(text);
    }
}
