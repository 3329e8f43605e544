using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Routing;

/// <summary>
/// The routes of the service. Any other request returns 404, even with a known path and another method, because the service documents no 405.
/// The routing of ASP.NET Core requires a host, which takes longer to start than everything else.
/// </summary>
internal sealed class RouteTable
{
    private const int MaxSuggestions = 8;

    private readonly List<Route> _routes = [];

    public void Map(string method, string path, RequestDelegate handler) => _routes.Add(new Route(method, path, handler));

    public Task InvokeAsync(HttpContext context)
    {
        string[] segments = Split(context.Request.Path.Value ?? "");
        if (_routes.Find(route => route.TryMatch(context.Request.Method, segments, context.Request.RouteValues)) is { } match)
        {
            return match.Handler(context);
        }

        RequestEntry.Get(context).SetNoRoute();
        throw new ApiErrorException(StatusCodes.Status404NotFound, "Not found");
    }

    /// <summary>The routes that share the most leading segments with the path, such as <c>GET, PUT /v1/apps/{appId}; POST /v1/apps/{appId}/pause</c>.</summary>
    public string DescribeSimilarRoutes(string path)
    {
        string[] segments = Split(path);
        int longest = _routes.Max(route => route.GetCommonPrefixLength(segments));
        string[] similar =
        [
            .. _routes.Where(route => route.GetCommonPrefixLength(segments) == longest)
                .GroupBy(route => route.Path, route => route.Method, (routePath, methods) => $"{string.Join(", ", methods)} {routePath}", StringComparer.Ordinal),
        ];
        int others = similar.Length - MaxSuggestions;
        return string.Join("; ", similar.Take(MaxSuggestions)) + (others > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {others} more") : "");
    }

    private static string[] Split(string path) => (path.EndsWith('/') ? path[..^1] : path).Split('/');

    /// <summary>A method, a path whose segments in braces are ids, and a handler. Case and a trailing slash are ignored.</summary>
    private sealed class Route(string method, string path, RequestDelegate handler)
    {
        private readonly string[] _pattern = Split(path);

        public string Method => method;

        public string Path => path;

        public RequestDelegate Handler => handler;

        /// <summary>Whether the route matches the request. If so, the ids of the path are added to the route values.</summary>
        public bool TryMatch(string requestMethod, string[] segments, RouteValueDictionary routeValues)
        {
            if (!HttpMethods.Equals(method, requestMethod) || segments.Length != _pattern.Length || GetCommonPrefixLength(segments) < segments.Length)
            {
                return false;
            }

            foreach ((string pattern, string segment) in _pattern.Zip(segments))
            {
                if (IsId(pattern))
                {
                    routeValues[pattern.Trim('{', '}')] = long.Parse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture);
                }
            }

            return true;
        }

        public int GetCommonPrefixLength(string[] segments) =>
            _pattern.Zip(segments).TakeWhile(pair => MatchesSegment(pair.First, pair.Second)).Count();

        private static bool MatchesSegment(string pattern, string segment) => IsId(pattern)
            ? long.TryParse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            : string.Equals(pattern, segment, StringComparison.OrdinalIgnoreCase);

        private static bool IsId(string pattern) => pattern.StartsWith('{');
    }
}
