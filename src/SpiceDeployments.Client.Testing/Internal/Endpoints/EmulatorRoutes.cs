using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The routes that the service has.</summary>
internal static class EmulatorRoutes
{
    public static RouteTable Create(SpiceCloudEmulatorOptions options, AppDirectory directory, TokenRegistry tokens)
    {
        var access = new AppAccess(directory, new AccessControl(tokens));
        var apps = new AppEndpoints(access);
        var deployments = new DeploymentEndpoints(access, options.CreateResponseShape, options.SupportsGetById);
        TimeProvider timeProvider = options.TimeProvider;

        var routes = new RouteTable();
        routes.Map("GET", "/v1/health", context => context.Response.AnswerAsync(StatusCodes.Status200OK, new HealthBody("ok", timeProvider.GetUtcNow())));
        routes.Map("GET", "/v1/apps", apps.ListAsync);
        foreach (string appPath in (string[])["/v1/apps/{appId}", "/v1/projects/{appId}"])
        {
            apps.Map(routes, appPath);
            deployments.Map(routes, appPath + "/deployments");
        }

        new TokenEndpoint(tokens).Map(routes);
        return routes;
    }
}
