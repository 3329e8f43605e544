using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>The Git trailer by which the deployment of an intent is recognized: the last line of the commit message, <c>Deployment-Key: 3f9a…</c>.</summary>
/// <remarks>Source of the format: <c>git interpret-trailers</c>.</remarks>
internal static partial class IntentMarker
{
    private const string Name = "Deployment-Key";

    /// <summary>Returns the request with the key in its commit message. The key of another intent is removed.</summary>
    public static CreateDeploymentRequest Mark(CreateDeploymentRequest request, Guid key) => request with { CommitMessage = AddTrailer(request.CommitMessage, $"{Name}: {key:D}") };

    /// <summary>Whether the commit message of the intent has its key.</summary>
    public static bool HasMarker(DeploymentIntent intent) => intent.Request.CommitMessage?.Contains(intent.Key.ToString("D"), StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>Whether the deployment has the key. The key is found however the service escapes, trims or joins the lines of the message.</summary>
    public static bool IsMarked(Deployment deployment, Guid key) =>
        deployment.CommitMessage?.Contains(key.ToString("D"), StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>Whether the deployment has the key of another intent only.</summary>
    public static bool IsMarkedByAnother(Deployment deployment, Guid key) =>
        deployment.CommitMessage is { } message && AnyTrailer().IsMatch(message) && !IsMarked(deployment, key);

    private static string AddTrailer(string? message, string trailer)
    {
        string text = AnyTrailer().Replace(message ?? "", "").TrimEnd();
        if (text.Length is 0)
        {
            return trailer;
        }

        return EndsWithTrailers(text) ? $"{text}\n{trailer}" : $"{text}\n\n{trailer}";
    }

    /// <summary>Whether the last paragraph consists of trailers. The first paragraph is the subject.</summary>
    private static bool EndsWithTrailers(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int blank = Array.FindLastIndex(lines, string.IsNullOrWhiteSpace);
        return blank > 0 && lines[(blank + 1)..].All(line => Trailer().IsMatch(line));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9-]+: \S", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Trailer();

    [GeneratedRegex(Name + @": *[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex AnyTrailer();
}
