using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>Dates each answer by the emulator's clock, in place of Kestrel's own.</summary>
internal sealed class DateHeader(TimeProvider timeProvider)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Date = timeProvider.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return next(context);
    }
}
