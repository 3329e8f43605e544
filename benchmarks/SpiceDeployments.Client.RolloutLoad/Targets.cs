using System.Globalization;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>The apps of the rollouts, each with a name and with all values that a deployment commonly has.</summary>
internal static class Targets
{
    public const string ImageTag = "1.5.2";
    public const int Replicas = 2;
    public const string Branch = "main";
    public const string CommitSha = "9f2c4e7d1b3a5f60718293a4b5c6d7e8f9012345";
    public const string CommitMessage = "Report totals of open sales orders";

    public static RolloutTarget[] Create(int apps) => [.. Enumerable.Range(1, apps).Select(app => new RolloutTarget
    {
        AppId = app,
        Name = string.Create(CultureInfo.InvariantCulture, $"tenant-{app:00000}"),
        Request = new CreateDeploymentRequest { ImageTag = ImageTag, Replicas = Replicas, Branch = Branch, CommitSha = CommitSha, CommitMessage = CommitMessage },
    })];
}
