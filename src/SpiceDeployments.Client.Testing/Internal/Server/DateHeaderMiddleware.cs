using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>Sets the <c>Date</c> header of each response from the emulator's clock, in place of Kestrel's.</summary>
internal sealed class DateHeaderMiddleware(TimeProvider timeProvider)
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
