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
    private readonly List<Route> _notEmulated = [];

    public void Map(string method, string path, RequestDelegate handler) => _routes.Add(new Route(method, path, handler));

    /// <summary>Maps a route that is never suggested to a client.</summary>
    public void MapNotEmulated(string method, string path, RequestDelegate handler) => _notEmulated.Add(new Route(method, path, handler));

    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method; // Kestrel discards the body of a response to HEAD.
        string[] segments = Split(request.Path.Value ?? "");
        if (_routes.Concat(_notEmulated).FirstOrDefault(route => route.TryMatch(method, segments, request.RouteValues)) is { } match)
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

    /// <summary>
    /// A method, a path and a handler. Segments in braces are parameters: numbers if the name ends with Id, otherwise any text. Case and a trailing slash are
    /// ignored.
    /// </summary>
    private sealed class Route(string method, string path, RequestDelegate handler)
    {
        private readonly string[] _pattern = Split(path);

        public string Method => method;

        public string Path => path;

        public RequestDelegate Handler => handler;

        /// <summary>Whether the route matches the request. If so, the parameters of the path are added to the route values.</summary>
        public bool TryMatch(string requestMethod, string[] segments, RouteValueDictionary routeValues)
        {
            if (!HttpMethods.Equals(method, requestMethod) || segments.Length != _pattern.Length || GetCommonPrefixLength(segments) < segments.Length)
            {
                return false;
            }

            foreach ((string pattern, string segment) in _pattern.Zip(segments))
            {
                if (IsParameter(pattern))
                {
                    routeValues[pattern.Trim('{', '}')] = IsId(pattern) ? long.Parse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture) : segment;
                }
            }

            return true;
        }

        public int GetCommonPrefixLength(string[] segments) =>
            _pattern.Zip(segments).TakeWhile(pair => MatchesSegment(pair.First, pair.Second)).Count();

        private static bool MatchesSegment(string pattern, string segment) => IsId(pattern)
            ? long.TryParse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            : IsParameter(pattern) || string.Equals(pattern, segment, StringComparison.OrdinalIgnoreCase);

        private static bool IsParameter(string pattern) => pattern.StartsWith('{');

        private static bool IsId(string pattern) => IsParameter(pattern) && pattern.EndsWith("Id}", StringComparison.Ordinal);
    }
}
