using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Shared.Rollouts;

/// <summary>What else goes wrong in a round, besides the kills.</summary>
internal static class RandomErrors
{
    private const int MaxSkips = 6;

    /// <summary>Less than the time for which a new deployment may be missing from the list.</summary>
    private static readonly TimeSpan VisibilityDelay = TimeSpan.FromSeconds(0.7);

    private static readonly TimeSpan QueueTime = TimeSpan.FromMilliseconds(300);

    private static readonly (string Name, Action<SpiceCloudEmulator, int> Apply)[] All =
    [
        ("none", (_, _) => { }),
        ("response dropped", (cloud, skips) => cloud.Faults.OnCreate().Skip(skips).DropResponse()),
        ("response cut", (cloud, skips) => cloud.Faults.OnCreate().Skip(skips).TruncateBody()),
        ("connection reset", (cloud, skips) => cloud.Faults.OnCreate().Skip(skips).ResetConnection()),
        ("create unavailable", (cloud, skips) => cloud.Faults.OnCreate().Skip(skips).Fail(503, "Try again later")),
        ("lists unavailable", (cloud, skips) => cloud.Faults.OnList().Skip(skips).Times(3).Fail(503, "Try again later")),
        ("response to an update dropped", (cloud, _) => cloud.Faults.OnUpdateApp().DropResponse()),
        ("deployments are queued", (cloud, _) => cloud.Apps.ToList().ForEach(app => app.DefaultScript.QueuedFor(QueueTime))),
        ("listed late", (cloud, _) => cloud.Apps.ToList().ForEach(app => app.DefaultScript.VisibilityDelay(VisibilityDelay))),
    ];

    /// <summary>Applies one of the errors, and returns its name.</summary>
    public static string Apply(SpiceCloudEmulator cloud, Random random)
    {
        (string name, Action<SpiceCloudEmulator, int> apply) = All[random.Next(All.Length)];
        apply(cloud, random.Next(MaxSkips));
        return name;
    }
}
