using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>Rejects a request whose body exceeds the limit.</summary>
internal static class BodyLimitMiddleware
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Features.GetRequiredFeature<RequestBody>().IsTooLarge
            ? throw new ApiErrorException(StatusCodes.Status413PayloadTooLarge, "Request body too large")
            : next(context);
}
