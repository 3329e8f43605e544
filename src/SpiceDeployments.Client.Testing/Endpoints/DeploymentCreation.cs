using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Deployments;
using SpiceDeployments.Client.Testing.Requests;
using SpiceDeployments.Client.Testing.Wire;

namespace SpiceDeployments.Client.Testing.Endpoints;

/// <summary>Creates a deployment through the API, or says why not.</summary>
internal static class DeploymentCreation
{
    public static EmulatedDeployment Create(HttpContext context, EmulatedApp app, DeploymentFields fields, string createdBy)
    {
        if (Refusal(app.Condition) is { } refusal)
        {
            throw refusal;
        }

        EmulatedDeployment deployment = app.TryCreateDeployment(fields, createdBy)
            ?? throw new ApiErrorException(StatusCodes.Status409Conflict, "A deployment is already in progress");
        RequestEntry.Of(context).MakesDeployment(deployment.Id);
        return deployment;
    }

    private static ApiErrorException? Refusal(AppCondition condition) => condition switch
    {
        AppCondition.WithoutSpicepod => new(StatusCodes.Status400BadRequest, "App has no spicepod configuration"),
        AppCondition.InvalidSpicepod => new(StatusCodes.Status400BadRequest, "Invalid spicepod configuration"),
        AppCondition.Paused => new(StatusCodes.Status400BadRequest, "Spicepod is paused", "spicepod_paused"),
        _ => null,
    };
}
