using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Finds the apps of a request that its token can access.</summary>
internal sealed class AppResolver(AppStore apps, Authorizer authorizer)
{
    public (EmulatedApp App, AccessGrant Grant) Resolve(HttpContext context, string scope)
    {
        AccessGrant grant = Authorize(context, scope);
        long id = ReadId(context, "appId");
        return apps.Find(id, grant.Organization) is { } app
            ? (app, grant)
            : throw new ApiErrorException(StatusCodes.Status404NotFound, $"App with ID {id} not found");
    }

    /// <summary>The deployment that the request names, if it is visible.</summary>
    public EmulatedDeployment ResolveDeployment(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = Resolve(context, SpiceScopes.DeploymentsRead);
        long id = ReadId(context, "deploymentId");
        return app.Deployments.FirstOrDefault(deployment => deployment.Id == id && deployment.IsVisible)
            ?? throw new ApiErrorException(StatusCodes.Status404NotFound, "Deployment not found");
    }

    public IReadOnlyList<EmulatedApp> ResolveAll(HttpContext context, string scope) =>
        apps.List(Authorize(context, scope).Organization);

    public AccessGrant Authorize(HttpContext context, string scope) => authorizer.Authorize(context.Request, scope);

    private static long ReadId(HttpContext context, string routeValue) =>
        Convert.ToInt64(context.GetRouteValue(routeValue), CultureInfo.InvariantCulture);
}
