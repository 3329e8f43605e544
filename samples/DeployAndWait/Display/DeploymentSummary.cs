using System.Globalization;
using SpiceDeployments.Client;

namespace DeployAndWait.Display;

/// <summary>What is said of a deployment at the end.</summary>
internal static class DeploymentSummary
{
    private const string NotSaid = "-";

    public static IReadOnlyList<SummaryLine> Of(Deployment deployment) =>
    [
        new("Id", deployment.Id.ToString(CultureInfo.InvariantCulture)),
        new("Status", StatusText.Of(deployment)),
        new("Duration", deployment.Duration is { } duration ? TimeText.Of(duration) : NotSaid),
        new("Replicas", deployment.Replicas?.ToString(CultureInfo.InvariantCulture) ?? NotSaid),
        new("Image", PrintableText.Of(deployment.ImageTag ?? NotSaid)),
        new("Commit", CommitText.Of(deployment.Branch, deployment.CommitSha, deployment.CommitMessage) ?? NotSaid),
    ];
}
