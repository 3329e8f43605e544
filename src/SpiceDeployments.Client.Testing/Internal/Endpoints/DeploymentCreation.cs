using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Requests;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Creates a deployment for a request, or throws the error of the API.</summary>
internal static class DeploymentCreation
{
    public static EmulatedDeployment Create(HttpContext context, EmulatedApp app, DeploymentFields fields, string createdBy)
    {
        EmulatedDeployment deployment = app.CreateDeployment(fields, createdBy);
        RequestEntry.Get(context).SetCreatedDeployment(deployment.Id, isLate: false);
        return deployment;
    }

    /// <summary>Resumes the app, which creates a deployment.</summary>
    public static EmulatedDeployment Resume(HttpContext context, EmulatedApp app, string createdBy)
    {
        EmulatedDeployment deployment = app.Resume(createdBy);
        RequestEntry.Get(context).SetCreatedDeployment(deployment.Id, isLate: false);
        return deployment;
    }

    /// <summary>Creates the deployment after a delay. The client receives no response of that.</summary>
    public static void CreateLater(HttpContext context, EmulatedApp app, DeploymentFields fields, string createdBy, TimeSpan delay)
    {
        var entry = RequestEntry.Get(context);
        app.CreateDeploymentLater(fields, createdBy, delay, created => entry.SetCreatedDeployment(created.Id, isLate: true));
    }
}
