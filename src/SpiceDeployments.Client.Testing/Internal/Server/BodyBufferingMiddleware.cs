using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Endpoints;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>
/// Reads the body of a request into memory, up to 1 MiB, and only if the request has a token of this emulator or requests one. Kestrel discards what is not
/// read.
/// </summary>
internal sealed class BodyBufferingMiddleware(TokenRegistry tokens)
{
    private const int MaxBytes = 1024 * 1024;
    private const int BlockBytes = 16 * 1024;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        RequestBody body = await ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        context.Request.Body = new MemoryStream(body.Content, writable: false);
        context.Features.Set(body);
        await next(context).ConfigureAwait(false);
    }

    private async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            return RequestBody.TooLarge;
        }

        return IsTrusted(request) ? await BufferAsync(request.Body, cancellationToken).ConfigureAwait(false) : RequestBody.Unread;
    }

    private bool IsTrusted(HttpRequest request) =>
        (BearerToken.Read(request) is { } token && tokens.Find(token) is not null)
        || string.Equals(request.Path.Value?.TrimEnd('/'), TokenEndpoint.Path, StringComparison.OrdinalIgnoreCase);

    private static async Task<RequestBody> BufferAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        byte[] block = new byte[BlockBytes];
        while (await body.ReadAsync(block, cancellationToken).ConfigureAwait(false) is > 0 and var length)
        {
            if (content.Length + length > MaxBytes)
            {
                return RequestBody.TooLarge;
            }

            content.Write(block, 0, length);
        }

        return new RequestBody(content.ToArray(), IsTooLarge: false);
    }
}
