using System.Text;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Compares a deployment in the list with what a create has sent.</summary>
internal static class DeploymentMatch
{
    /// <summary>
    /// Compares every value that was sent and that the service sends back; <c>debug</c> it never does, and <c>channel</c> only newer servers do.
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
            deployment.Channel is null ? MatchResult.Matches : Compare(request.Channel, deployment.Channel),
        ];
        return fields.Min();
    }

    /// <summary>A source that is not known may be the service's next name for its API.</summary>
    private static MatchResult CompareSource(Deployment deployment) => deployment.CreationSource switch
    {
        DeploymentCreationSource.Api => MatchResult.Matches,
        DeploymentCreationSource.Unknown => string.IsNullOrEmpty(deployment.RawCreationSource) ? MatchResult.Matches : MatchResult.CannotBeTold,
        _ => MatchResult.Differs,
    };

    private static MatchResult Compare(string? sent, string? stored)
    {
        if (string.IsNullOrWhiteSpace(sent))
        {
            return MatchResult.Matches;
        }

        if (stored is null)
        {
            return MatchResult.CannotBeTold;
        }

        return AsJson(sent).AsSpan().Trim().SequenceEqual(stored.AsSpan().Trim()) ? MatchResult.Matches : MatchResult.Differs;
    }

    /// <summary>As it was sent: a character that was cut in half is a replacement character in JSON.</summary>
    private static string AsJson(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static MatchResult Compare(int? sent, int? stored)
    {
        if (sent is null)
        {
            return MatchResult.Matches;
        }

        if (stored is null)
        {
            return MatchResult.CannotBeTold;
        }

        return sent == stored ? MatchResult.Matches : MatchResult.Differs;
    }
}
