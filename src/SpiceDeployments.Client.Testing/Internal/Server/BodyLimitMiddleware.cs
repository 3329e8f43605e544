using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>Rejects a request whose body exceeds 1 MiB.</summary>
internal static class BodyLimitMiddleware
{
    private const int MaxBytes = 1024 * 1024;

    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Body.Length > MaxBytes
            ? throw new ApiErrorException(StatusCodes.Status413PayloadTooLarge, "Request body too large")
            : next(context);
}
