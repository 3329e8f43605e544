using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>Converts an <see cref="ApiErrorException"/> to its response.</summary>
internal static class ApiErrorMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (ApiErrorException exception)
        {
            await context.Response.RespondAsync(exception.Status, exception.Body).ConfigureAwait(false);
        }
    }
}
