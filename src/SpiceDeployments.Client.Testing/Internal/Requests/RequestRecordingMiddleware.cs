using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>Records each request, sets <c>X-Request-Id</c>, and records the status just before the response is sent.</summary>
internal sealed class RequestRecordingMiddleware(RequestLog log, RequestOutputWriter output)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        RequestEntry entry = log.Add(context.Request, context.Features.GetRequiredFeature<RequestBody>().Content, output);
        context.Features.Set(entry);
        context.Response.Headers["X-Request-Id"] = entry.Recorded.RequestId;
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
