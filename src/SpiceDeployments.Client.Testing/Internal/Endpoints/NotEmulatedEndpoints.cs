using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>
/// The endpoints that the service documents and the emulator lacks. They return 501: a 404 would mean that the resource does not exist, and clients that keep a
/// state, such as Terraform, would discard it.
/// </summary>
internal static class NotEmulatedEndpoints
{
    private static readonly (string Methods, string Path)[] Routes =
    [
        ("GET POST", "/v1/members"),
        ("GET PATCH DELETE", "/v1/members/{userId}"),
        ("GET", "/v1/clusters"),
        ("GET POST", "/v1/clusters/{cluster}/monitors"),
        ("GET PATCH DELETE", "/v1/clusters/{cluster}/monitors/{monitor}"),
        ("GET", "/v1/limits"),
        ("PUT", "/v1/secrets"),
        ("GET", "/v1/docs"),
        ("GET", "/v1/docs/openapi.json"),
        ("GET", "/openapi.json"),
        ("GET POST", "/mcp"),
        ("POST", "/auth/token/exchange"),
    ];

    private static readonly (string Methods, string Path)[] AppRoutes =
    [
        ("GET", "/{appId}/metrics"),
        ("GET POST", "/{appId}/forks"),
        ("GET POST", "/{appId}/monitors"),
        ("GET PATCH DELETE", "/{appId}/monitors/{monitor}"),
        ("GET POST", "/{appId}/reactions"),
        ("GET PATCH DELETE", "/{appId}/reactions/{reaction}"),
    ];

    public static void Map(RouteTable routes)
    {
        IEnumerable<(string Methods, string Path)> appRoutes = EmulatorRoutes.AppPaths.SelectMany(path => AppRoutes.Select(route => (route.Methods, path + route.Path)));
        foreach ((string methods, string path) in Routes.Concat(appRoutes))
        {
            foreach (string method in methods.Split(' '))
            {
                routes.MapNotEmulated(method, path, _ => throw new ApiErrorException(
                    StatusCodes.Status501NotImplemented, $"{method} {path} is not emulated", "not_emulated"));
            }
        }
    }
}
