namespace SpiceDeployments.Client.Rollouts.KillTests;

/// <summary>What else goes wrong in a round, besides the kills.</summary>
internal static class RandomErrors
{
    private const int MaxSkips = 6;

    /// <summary>Less than the time for which a new deployment may be missing from the list.</summary>
    private static readonly TimeSpan VisibilityDelay = TimeSpan.FromSeconds(0.7);

    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(300);

    private static readonly (string Name, Action<Scene, int> Apply)[] All =
    [
        ("none", (_, _) => { }),
        ("response dropped", (scene, skips) => scene.Cloud.Faults.OnCreate().Skip(skips).DropResponse()),
        ("response cut", (scene, skips) => scene.Cloud.Faults.OnCreate().Skip(skips).TruncateBody()),
        ("connection reset", (scene, skips) => scene.Cloud.Faults.OnCreate().Skip(skips).ResetConnection()),
        ("create unavailable", (scene, skips) => scene.Cloud.Faults.OnCreate().Skip(skips).Fail(503, "Try again later")),
        ("lists unavailable", (scene, skips) => scene.Cloud.Faults.OnList().Skip(skips).Times(3).Fail(503, "Try again later")),
        ("response to an update dropped", (scene, _) => scene.Cloud.Faults.OnUpdateApp().DropResponse()),
        ("deployments take time", (scene, _) => scene.Cloud.Apps.ToList().ForEach(app => app.WithDefaultScript(Scene.Script().RunsFor(Duration)))),
        ("listed late", (scene, _) => scene.Cloud.Apps.ToList().ForEach(app => app.WithDefaultScript(Scene.Script().VisibilityDelay(VisibilityDelay)))),
    ];

    /// <summary>Applies one of the errors, and returns its name.</summary>
    public static string Apply(Scene scene, Random random)
    {
        (string name, Action<Scene, int> apply) = All[random.Next(All.Length)];
        apply(scene, random.Next(MaxSkips));
        return name;
    }
}
