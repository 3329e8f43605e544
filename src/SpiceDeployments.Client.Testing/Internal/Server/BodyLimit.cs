using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>Refuses a body over 1 MiB.</summary>
internal static class BodyLimit
{
    public const int MaxBytes = 1024 * 1024;

    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Body.Length > MaxBytes
            ? throw new ApiErrorException(StatusCodes.Status413PayloadTooLarge, "Request body too large")
            : next(context);
}
