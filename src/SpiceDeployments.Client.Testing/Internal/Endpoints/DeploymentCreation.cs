using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Creates a deployment for a request, or throws the error of the API.</summary>
internal static class DeploymentCreation
{
    public static EmulatedDeployment Create(HttpContext context, EmulatedApp app, DeploymentFields fields, string createdBy)
    {
        ThrowIfNotReady(app.State);
        EmulatedDeployment deployment = app.TryCreateDeployment(fields, createdBy)
            ?? throw new ApiErrorException(StatusCodes.Status409Conflict, "A deployment is already in progress");
        RequestEntry.Get(context).SetCreatedDeployment(deployment.Id, isLate: false);
        return deployment;
    }

    /// <summary>Creates the deployment after a delay. The client receives no response of that.</summary>
    public static void CreateLater(HttpContext context, EmulatedApp app, DeploymentFields fields, string createdBy, TimeSpan delay)
    {
        var entry = RequestEntry.Get(context);
        app.CreateDeploymentLater(fields, createdBy, delay, created => entry.SetCreatedDeployment(created.Id, isLate: true));
    }

    private static void ThrowIfNotReady(AppState state)
    {
        ApiErrorException? exception = state switch
        {
            AppState.WithoutSpicepod => new(StatusCodes.Status400BadRequest, "App has no spicepod configuration"),
            AppState.InvalidSpicepod => new(StatusCodes.Status400BadRequest, "Invalid spicepod configuration"),
            AppState.Paused => new(StatusCodes.Status400BadRequest, "Spicepod is paused", "spicepod_paused"),
            _ => null,
        };
        if (exception is not null)
        {
            throw exception;
        }
    }
}
