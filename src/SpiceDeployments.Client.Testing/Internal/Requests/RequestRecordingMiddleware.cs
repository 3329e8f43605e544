using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>Buffers and records each request, sets <c>X-Request-Id</c>, and records the status just before the response is sent.</summary>
internal sealed class RequestRecordingMiddleware(RequestLog log, RequestOutputWriter output)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        body.Position = 0;
        context.Request.Body = body;

        RecordedRequest recorded = log.Add(context.Request, body.ToArray());
        var entry = new RequestEntry(log, output, recorded.Number);
        context.Features.Set(entry);
        context.Response.Headers["X-Request-Id"] = recorded.RequestId;
        context.Response.OnStarting(() =>
        {
            entry.Complete(context.Response.StatusCode);
            return Task.CompletedTask;
        });

        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Kestrel responds with 500 without calling OnStarting, for example when a test's clock throws.
            entry.Complete(StatusCodes.Status500InternalServerError);
            throw;
        }
        finally
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                entry.CompleteWithoutResponse();
            }
        }
    }
}
