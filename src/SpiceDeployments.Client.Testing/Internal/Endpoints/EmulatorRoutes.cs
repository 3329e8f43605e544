using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The routes of the service.</summary>
internal static class EmulatorRoutes
{
    /// <summary>The path of the apps, and its newer alias.</summary>
    public static IReadOnlyList<string> AppPaths { get; } = ["/v1/apps", "/v1/projects"];

    public static RouteTable Create(SpiceCloudEmulatorOptions options, AppStore apps, TokenRegistry tokens)
    {
        var organizations = new Organizations(apps, tokens);
        var authorizer = new Authorizer(tokens, organizations);
        var resolver = new AppResolver(apps, authorizer);
        TimeProvider timeProvider = options.TimeProvider;

        var routes = new RouteTable();
        routes.Map("GET", "/v1/health", context => context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.Health("ok", timeProvider.GetUtcNow())));
        new AppEndpoints(resolver, apps, new AppSettingsReader(options.AcceptsInternalChannels)).Map(routes);
        new DeploymentEndpoints(resolver, options).Map(routes);
        new DeploymentLogEndpoint(resolver).Map(routes);
        new ApiKeyEndpoints(resolver).Map(routes);
        new SecretEndpoints(resolver).Map(routes);
        new CatalogEndpoints(resolver).Map(routes);
        new IdentityEndpoints(authorizer, organizations, apps).Map(routes);
        new TokenEndpoint(tokens).Map(routes);
        NotEmulatedEndpoints.Map(routes);
        return routes;
    }
}
