using System.Globalization;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Output;

/// <summary>The texts of a deployment that lines, views and summaries share.</summary>
internal static class DeploymentText
{
    private const int ShortCommit = 7;

    public static string GetStatus(Deployment deployment) => deployment.IsSuperseded ? "superseded" : OutputText.Clean(deployment.RawStatus);

    /// <summary>Returns what was deployed, such as <c>image 2.4.0, 2 replicas, commit 9f2c4e7 of main</c>. Empty if the service sent nothing.</summary>
    public static string DescribeContent(Deployment deployment) => string.Join(", ", GetContent(deployment));

    /// <summary>Returns the outcome, such as <c>Deployment 1001 succeeded after 30.0 s: image 2.4.0.</c></summary>
    public static string DescribeOutcome(Deployment deployment)
    {
        string duration = deployment.Duration is { } time ? $" after {OutputText.Seconds(time)}" : "";
        string content = DescribeContent(deployment) is { Length: > 0 } description ? $": {description}" : "";
        return $"Deployment {deployment.Id} {GetStatus(deployment)}{duration}{content}.";
    }

    /// <summary>Returns the first digits of a commit id.</summary>
    public static string? Shorten(string? commitSha) => commitSha is null ? null : OutputText.Clean(commitSha) is { Length: > ShortCommit } cleaned ? cleaned[..ShortCommit] : OutputText.Clean(commitSha);

    public static string? Format(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static IEnumerable<string> GetContent(Deployment deployment)
    {
        if (deployment.ImageTag is { } tag)
        {
            yield return $"image {tag}";
        }

        if (deployment.Channel is { } channel)
        {
            yield return $"channel {channel}";
        }

        if (deployment.Replicas is { } replicas)
        {
            yield return replicas is 1 ? "1 replica" : string.Create(CultureInfo.InvariantCulture, $"{replicas} replicas");
        }

        if (Shorten(deployment.CommitSha) is { } commit)
        {
            yield return deployment.Branch is { } branch ? $"commit {commit} of {branch}" : $"commit {commit}";
        }
    }
}
