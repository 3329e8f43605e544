using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>The requests that a fault rule applies to. If <c>null</c>, any method matches, or any path but that of the health check.</summary>
internal sealed record RequestPattern(string? Method, string? Path)
{
    private const string Wildcard = "*";
    private const char Alternative = '|';
    private const string Apps = "/v1/apps|projects";
    private const string Health = "/v1/health";

    public static RequestPattern Any { get; } = new(null, null);

    public static RequestPattern Create { get; } = new(HttpMethods.Post, "/v1/*/*/deployments");

    public static RequestPattern List { get; } = new(HttpMethods.Get, "/v1/*/*/deployments");

    public static RequestPattern Get { get; } = new(HttpMethods.Get, "/v1/*/*/deployments/*");

    public static RequestPattern ListApps { get; } = new(HttpMethods.Get, Apps);

    public static RequestPattern GetApp { get; } = new(HttpMethods.Get, Apps + "/*");

    public static RequestPattern UpdateApp { get; } = new(HttpMethods.Put, Apps + "/*");

    public static RequestPattern PauseApp { get; } = new(HttpMethods.Post, Apps + "/*/pause");

    public static RequestPattern ResumeApp { get; } = new(HttpMethods.Post, Apps + "/*/resume");

    public static RequestPattern Token { get; } = new(HttpMethods.Post, Endpoints.TokenEndpoint.Path);

    public static RequestPattern Parse(string method, string pathPattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(method);
        ArgumentException.ThrowIfNullOrWhiteSpace(pathPattern);
        if (!pathPattern.StartsWith('/') || pathPattern.Contains('?', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The path must start with a slash and have no query, but is '{pathPattern}'.", nameof(pathPattern));
        }

        return new RequestPattern(method == Wildcard ? null : method.ToUpperInvariant(), pathPattern);
    }

    public bool Matches(HttpRequest request) => Matches(request.Method, request.Path.Value ?? "");

    public bool Matches(string method, string path) =>
        (Method is null || HttpMethods.Equals(Method, method)) && (Path is null ? !MatchesPath(Health, path) : MatchesPath(Path, path));

    private static bool MatchesPath(string pattern, string path)
    {
        string[] expected = Segments(pattern);
        string[] actual = Segments(path);
        return expected.Length == actual.Length && expected.Zip(actual, MatchesSegment).All(matches => matches);
    }

    private static bool MatchesSegment(string pattern, string segment) =>
        pattern == Wildcard || pattern.Split(Alternative).Contains(segment, StringComparer.OrdinalIgnoreCase);

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
