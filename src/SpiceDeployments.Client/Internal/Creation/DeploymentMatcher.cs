using System.Text;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Compares a listed deployment with a create request.</summary>
internal static class DeploymentMatcher
{
    /// <summary>
    /// Compares every value that was sent and that the service returns. The service never returns <c>debug</c>, and only newer servers return <c>channel</c>.
    /// </summary>
    public static MatchResult Compare(Deployment deployment, CreateDeploymentRequest request)
    {
        MatchResult[] fields =
        [
            CompareSource(deployment),
            Compare(request.ImageTag, deployment.ImageTag),
            Compare(request.Branch, deployment.Branch),
            Compare(request.CommitSha, deployment.CommitSha),
            Compare(request.CommitMessage, deployment.CommitMessage),
            Compare(request.Replicas, deployment.Replicas),
            deployment.Channel is null ? MatchResult.Match : Compare(request.Channel, deployment.Channel),
        ];
        return fields.Min();
    }

    /// <summary>An unknown source may be a new name for the API.</summary>
    private static MatchResult CompareSource(Deployment deployment) => deployment.CreationSource switch
    {
        DeploymentCreationSource.Api => MatchResult.Match,
        DeploymentCreationSource.Unknown => string.IsNullOrEmpty(deployment.RawCreationSource) ? MatchResult.Match : MatchResult.Inconclusive,
        _ => MatchResult.Mismatch,
    };

    private static MatchResult Compare(string? sent, string? stored)
    {
        if (string.IsNullOrWhiteSpace(sent))
        {
            return MatchResult.Match;
        }

        if (stored is null)
        {
            return MatchResult.Inconclusive;
        }

        return AsSent(sent).AsSpan().Trim().SequenceEqual(stored.AsSpan().Trim()) ? MatchResult.Match : MatchResult.Mismatch;
    }

    /// <summary>Returns the text as it was sent: half of a surrogate pair is a replacement character in JSON.</summary>
    private static string AsSent(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static MatchResult Compare(int? sent, int? stored)
    {
        if (sent is null)
        {
            return MatchResult.Match;
        }

        if (stored is null)
        {
            return MatchResult.Inconclusive;
        }

        return sent == stored ? MatchResult.Match : MatchResult.Mismatch;
    }
}
