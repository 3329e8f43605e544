using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.KillTests;

/// <summary>What else goes wrong in a round, besides the kills.</summary>
internal static class RandomErrors
{
    /// <summary>Less than the time for which a new deployment may be missing from the list.</summary>
    private static readonly TimeSpan VisibilityDelay = TimeSpan.FromSeconds(1.7);

    private static readonly TimeSpan ForeignDuration = TimeSpan.FromSeconds(1.5);

    private static readonly (string Name, Action<Scene> Apply)[] All =
    [
        ("none", _ => { }),
        ("response dropped", scene => scene.Faults.OnCreate().DropResponse()),
        ("response cut", scene => scene.Faults.OnCreate().TruncateBody()),
        ("connection reset", scene => scene.Faults.OnCreate().ResetConnection()),
        ("connection closed before processing", scene => scene.Faults.OnCreate().CloseConnection()),
        ("connection closed after processing", scene => scene.Faults.OnCreate().AfterProcessing().CloseConnection()),
        ("no response, not processed", scene => scene.Faults.OnCreate().HangBeforeProcessing()),
        ("no response, processed", scene => scene.Faults.OnCreate().HangAfterProcessing()),
        ("create unavailable", scene => scene.Faults.OnCreate().Fail(503, "Try again later")),
        ("lists unavailable", scene => scene.Faults.OnList().Skip(1).Times(3).Fail(503, "Try again later")),
        ("listed late", scene => scene.App.WithDefaultScript(Scene.Script().VisibilityDelay(VisibilityDelay))),
        ("conflict", scene => scene.App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(ForeignDuration))),
    ];

    /// <summary>Applies one of the errors, and returns its name.</summary>
    public static string Apply(Scene scene, Random random)
    {
        (string name, Action<Scene> apply) = All[random.Next(All.Length)];
        apply(scene);
        return name;
    }
}
