using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>Turns an <see cref="ApiErrorException"/> into its answer.</summary>
internal static class ApiErrorAnswers
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (ApiErrorException error)
        {
            await context.Response.AnswerAsync(error.Status, error.Body).ConfigureAwait(false);
        }
    }
}
