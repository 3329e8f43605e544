using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Finds the app that a request's path names, as far as its token reaches.</summary>
internal sealed class AppAccess(AppDirectory apps, AccessControl access)
{
    public (EmulatedApp App, AccessGrant Grant) Find(HttpContext context, string scope)
    {
        AccessGrant grant = access.Admit(context.Request, scope);
        long id = RouteId(context, "appId");
        return apps.Find(id, grant.Organization) is { } app
            ? (app, grant)
            : throw new ApiErrorException(StatusCodes.Status404NotFound, $"App with ID {id} not found");
    }

    public IReadOnlyList<EmulatedApp> List(HttpContext context, string scope) =>
        apps.List(access.Admit(context.Request, scope).Organization);

    public static long RouteId(HttpContext context, string name) =>
        Convert.ToInt64(context.GetRouteValue(name), CultureInfo.InvariantCulture);
}
