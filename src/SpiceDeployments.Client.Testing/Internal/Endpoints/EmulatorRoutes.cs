using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The routes of the service.</summary>
internal static class EmulatorRoutes
{
    public static RouteTable Create(SpiceCloudEmulatorOptions options, AppStore apps, TokenRegistry tokens)
    {
        var resolver = new AppResolver(apps, new Authorizer(tokens));
        var appEndpoints = new AppEndpoints(resolver);
        var deploymentEndpoints = new DeploymentEndpoints(resolver, options.CreateResponseShape, options.SupportsGetById);
        TimeProvider timeProvider = options.TimeProvider;

        var routes = new RouteTable();
        routes.Map("GET", "/v1/health", context => context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.Health("ok", timeProvider.GetUtcNow())));
        routes.Map("GET", "/v1/apps", appEndpoints.ListAsync);
        foreach (string appPath in (string[])["/v1/apps/{appId}", "/v1/projects/{appId}"])
        {
            appEndpoints.Map(routes, appPath);
            deploymentEndpoints.Map(routes, appPath + "/deployments");
        }

        new TokenEndpoint(tokens).Map(routes);
        return routes;
    }
}
