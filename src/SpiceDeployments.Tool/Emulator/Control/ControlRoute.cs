using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>A route of the control API. Segments in braces are ids.</summary>
internal sealed class ControlRoute(string method, string path, string description, Func<ControlRequest, Task<ControlResponse>> handler)
{
    private readonly string[] _pattern = path.Split('/');

    public ControlRoute(string method, string path, string description, Func<ControlRequest, ControlResponse> handler)
        : this(method, path, description, request => Task.FromResult(handler(request)))
    {
    }

    public Func<ControlRequest, Task<ControlResponse>> Handler => handler;

    /// <summary>Returns the ids in the path, or <c>null</c> if the route does not match the request.</summary>
    public long[]? Match(HttpRequest request)
    {
        string[] segments = (request.Path.Value ?? "").Split('/');
        if (!HttpMethods.Equals(method, request.Method) || segments.Length != _pattern.Length)
        {
            return null;
        }

        var ids = new List<long>();
        foreach ((string expected, string segment) in _pattern.Zip(segments))
        {
            bool isId = expected.StartsWith('{');
            if (isId && long.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            {
                ids.Add(id);
            }
            else if (isId || expected != segment)
            {
                return null;
            }
        }

        return [.. ids];
    }

    /// <summary>Returns the method, the path and what the route does.</summary>
    /// <returns>A line for <c>GET /</c>.</returns>
    public override string ToString() => $"{method,-6} {path,-45} {description}";
}
