using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>Reads and records each request as it arrives, gives it its id, and notes the status just before the answer leaves.</summary>
internal sealed class RequestRecording(RequestLog log, RequestReport report)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        body.Position = 0;
        context.Request.Body = body;

        RecordedRequest recorded = log.Arrived(context.Request, body.ToArray());
        var entry = new RequestEntry(log, report, recorded.Number);
        context.Features.Set(entry);
        context.Response.Headers["X-Request-Id"] = recorded.RequestId;
        context.Response.OnStarting(() =>
        {
            entry.IsAnswered(context.Response.StatusCode);
            return Task.CompletedTask;
        });

        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Kestrel answers so without a further word, when for instance a test's clock throws.
            entry.IsAnswered(StatusCodes.Status500InternalServerError);
            throw;
        }
        finally
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                entry.EndsUnanswered();
            }
        }
    }
}
