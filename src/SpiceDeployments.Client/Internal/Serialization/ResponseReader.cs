using System.Text.Json;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Reads a response as a model.</summary>
internal sealed class ResponseReader(ApiExceptionFactory exceptions, SecretRedactor redactor, TimeProvider timeProvider)
{
    /// <summary>Reads a model from the UTF-8 text of a response.</summary>
    /// <exception cref="JsonException">The text is not the expected JSON.</exception>
    public delegate T ReadJson<out T>(ReadOnlySpan<byte> utf8, ResponseContext context);

    /// <summary>Reads the value of a response, and what its headers say.</summary>
    /// <exception cref="SpiceApiException">The response is not a success, or cannot be read.</exception>
    public async ValueTask<ApiResponse<T>> ReadWithHeadersAsync<T>(HttpResponseMessage response, long appId, ReadJson<T> readJson)
    {
        T value = await ReadAsync(response, appId, readJson).ConfigureAwait(false);
        ClockReading receivedAt = response.Content is BufferedContent content ? content.ReceivedAt : ClockReading.Now(timeProvider);
        return new ApiResponse<T>(value, DateHeader.Read(response), RetryAfterHeader.Parse(response, timeProvider), receivedAt);
    }

    /// <summary>Reads the value of a response.</summary>
    /// <exception cref="SpiceApiException">The response is not a success, or cannot be read.</exception>
    public async ValueTask<T> ReadAsync<T>(HttpResponseMessage response, long appId, ReadJson<T> readJson)
    {
        BufferedContent content = await GetContentAsync(response).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw exceptions.FromErrorResponse(response, content);
        }

        try
        {
            ReadOnlyMemory<byte> utf8 = Charset.ToUtf8(content);
            return utf8.Span.Trim(" \t\r\n"u8) is [] ? throw new JsonException("The body is empty.") : readJson(utf8.Span, new ResponseContext(appId, redactor.For(response.RequestMessage)));
        }
        catch (Exception exception)
        {
            // Any exception: an encoding that the program registered may throw anything.
            throw exceptions.FromUnreadableResponse(response, content, exception);
        }
    }

    /// <exception cref="SpiceApiException">The response is not a success.</exception>
    public async ValueTask EnsureSuccessAsync(HttpResponseMessage response)
    {
        BufferedContent content = await GetContentAsync(response).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw exceptions.FromErrorResponse(response, content);
        }
    }

    /// <summary>Returns the buffered content. If a message handler of the program replaced the content, the new content is buffered.</summary>
    private async ValueTask<BufferedContent> GetContentAsync(HttpResponseMessage response)
    {
        if (response.Content is not BufferedContent)
        {
            try
            {
                await ResponseBuffering.BufferAsync(response, ClockReading.Now(timeProvider), CancellationToken.None, CancellationToken.None).ConfigureAwait(false);
            }
            catch (HttpRequestException exception)
            {
                throw exceptions.FromTransportError(response.RequestMessage, exception, CancellationToken.None);
            }
        }

        return (BufferedContent)response.Content;
    }
}
