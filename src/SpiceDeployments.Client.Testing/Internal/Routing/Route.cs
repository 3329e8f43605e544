using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SpiceDeployments.Client.Testing.Internal.Routing;

/// <summary>A method, a path whose segments in braces are ids, and what answers them. Case and one slash at the end make no difference.</summary>
internal sealed class Route(string method, string path, RequestDelegate handler)
{
    private readonly string[] _pattern = SegmentsOf(path);

    public string Method => method;

    public string Path => path;

    public Task AnswerAsync(HttpContext context) => handler(context);

    public static string[] SegmentsOf(string path)
    {
        string withoutEnd = path.EndsWith('/') ? path[..^1] : path;
        return withoutEnd.Split('/');
    }

    /// <summary>Whether it takes the request; the ids in the path, by name, if so.</summary>
    public bool Takes(string requestMethod, string[] segments, RouteValueDictionary ids)
    {
        if (!HttpMethods.Equals(method, requestMethod) || segments.Length != _pattern.Length || CommonBeginning(segments) < segments.Length)
        {
            return false;
        }

        for (int i = 0; i < segments.Length; i++)
        {
            if (IsId(_pattern[i]))
            {
                ids[_pattern[i].Trim('{', '}')] = long.Parse(segments[i], NumberStyles.Integer, CultureInfo.InvariantCulture);
            }
        }

        return true;
    }

    /// <summary>How many segments the two paths share from the beginning on.</summary>
    public int CommonBeginning(string[] segments)
    {
        int common = 0;
        while (common < Math.Min(segments.Length, _pattern.Length) && IsSame(_pattern[common], segments[common]))
        {
            common++;
        }

        return common;
    }

    private static bool IsSame(string pattern, string segment) => IsId(pattern)
        ? long.TryParse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : string.Equals(pattern, segment, StringComparison.OrdinalIgnoreCase);

    private static bool IsId(string pattern) => pattern.StartsWith('{');
}
