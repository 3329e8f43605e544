using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The errors with which the service creates no deployment.</summary>
internal static class CreateRejection
{
    public static ApiErrorException Conflict => new(StatusCodes.Status409Conflict, "A deployment is already in progress");

    /// <summary>The error of an app in this state; <c>null</c> if the app can be deployed.</summary>
    public static ApiErrorException? Of(AppState state) => state switch
    {
        AppState.WithoutSpicepod => new(StatusCodes.Status400BadRequest, "App has no spicepod configuration"),
        AppState.InvalidSpicepod => new(StatusCodes.Status400BadRequest, "Invalid spicepod configuration"),
        AppState.Paused => new(StatusCodes.Status400BadRequest, "Spicepod is paused", "spicepod_paused"),
        _ => null,
    };
}
