using System.Globalization;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Routing;

/// <summary>
/// Every route of the service, and the 404 of all others; a known path with another method is one of these, for the service documents no 405.
/// ASP.NET Core's own routing needs a host, which takes longer to start than all the rest.
/// </summary>
internal sealed class RouteTable
{
    private const int MostNamed = 8;

    private readonly List<Route> _routes = [];

    public void Map(string method, string path, RequestDelegate handler) => _routes.Add(new Route(method, path, handler));

    public Task AnswerAsync(HttpContext context)
    {
        string[] segments = Route.SegmentsOf(context.Request.Path.Value ?? "");
        if (_routes.Find(route => route.Takes(context.Request.Method, segments, context.Request.RouteValues)) is { } taker)
        {
            return taker.AnswerAsync(context);
        }

        RequestEntry.Of(context).FindsNoRoute();
        throw new ApiErrorException(StatusCodes.Status404NotFound, "Not found");
    }

    /// <summary>The routes whose paths begin most like this one, such as <c>GET, PUT /v1/apps/{appId}; POST /v1/apps/{appId}/pause</c>.</summary>
    public string DescribeNearest(string path)
    {
        string[] segments = Route.SegmentsOf(path);
        int most = _routes.Max(route => route.CommonBeginning(segments));
        string[] nearest = [.. _routes.Where(route => route.CommonBeginning(segments) == most).GroupBy(route => route.Path, route => route.Method, Describe, StringComparer.Ordinal)];
        int others = nearest.Length - MostNamed;
        return string.Join("; ", nearest.Take(MostNamed)) + (others > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {others} more") : "");
    }

    private static string Describe(string path, IEnumerable<string> methods) => $"{string.Join(", ", methods)} {path}";
}
