using System.Globalization;
using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>An app of a scenario: what the rollout changes, and what happens to its deployments.</summary>
/// <param name="HasUpdate">Whether the target updates the image tag of the app. Otherwise the deployment sets the tag.</param>
/// <param name="Earlier">The deployment of the app before the rollout.</param>
/// <param name="Deployments">What happens to the deployments that the rollout creates, in order. Further ones succeed.</param>
internal sealed record ScenarioApp(bool HasUpdate, ScenarioApp.EarlierDeployment Earlier, ScenarioApp.Course[] Deployments)
{
    public const string NewImageTag = "2.4.0";
    public const string SecondEarlierImageTag = "2.3.1";

    private static readonly TimeSpan EarlierRunTime = TimeSpan.FromSeconds(20);

    public static readonly Gen<ScenarioApp> Any =
        from hasUpdate in Gen.Bool
        from earlier in Gen.Frequency((2, Gen.Const(EarlierDeployment.None)), (4, Gen.Const(EarlierDeployment.Succeeded)), (1, Gen.Const(EarlierDeployment.Active)))
        from deployments in Course.Any.Array[0, 3]
        select new ScenarioApp(hasUpdate, earlier, deployments);

    /// <summary>The deployment of an app before the rollout, started by someone else.</summary>
    public enum EarlierDeployment
    {
        None = 0,
        Succeeded,
        Active,
    }

    /// <summary>What happens to a deployment.</summary>
    public enum Outcome
    {
        Succeeds = 0,
        Fails,
        IsSuperseded,
        NeverCompletes,
    }

    /// <summary>Adds the app to an emulator.</summary>
    public EmulatedApp AddTo(SpiceCloudEmulator cloud, long id)
    {
        EmulatedApp app = cloud.AddApp(id);
        if (Earlier is not EarlierDeployment.None)
        {
            DeploymentScript script = new DeploymentScript().QueuedFor(TimeSpan.Zero);
            app.StartDeployment(script: Earlier is EarlierDeployment.Active ? script.RunsFor(EarlierRunTime) : script.RunsFor(TimeSpan.Zero), values: new DeploymentValues { ImageTag = SecondEarlierImageTag });
        }

        foreach (Course course in Deployments)
        {
            course.AddTo(app.ScriptNextDeployment());
        }

        return app;
    }

    public RolloutTarget CreateTarget(long id) => new()
    {
        AppId = id,
        Request = new CreateDeploymentRequest { ImageTag = HasUpdate ? null : NewImageTag },
        Update = HasUpdate ? new UpdateAppRequest { ImageTag = NewImageTag } : null,
    };

    public override string ToString() => $"{(HasUpdate ? "update" : "tag")}, earlier {Earlier}, deployments [{string.Join("; ", Deployments)}]";

    /// <summary>What happens to one deployment.</summary>
    /// <param name="Outcome">The outcome.</param>
    /// <param name="RunsFor">When the outcome occurs, after the creation.</param>
    /// <param name="VisibilityDelay">How long the deployment is not listed.</param>
    internal sealed record Course(Outcome Outcome, TimeSpan RunsFor, TimeSpan VisibilityDelay)
    {
        public static readonly Gen<Course> Any =
            from outcome in Gen.Frequency(
                (4, Gen.Const(Outcome.Succeeds)), (2, Gen.Const(Outcome.Fails)), (1, Gen.Const(Outcome.IsSuperseded)), (1, Gen.Const(Outcome.NeverCompletes)))
            from seconds in Gen.Int[1, 60]
            from visibility in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 12]))
            select new Course(outcome, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(visibility));

        public void AddTo(DeploymentScript script)
        {
            script.QueuedFor(TimeSpan.Zero).VisibilityDelay(VisibilityDelay);
            _ = Outcome switch
            {
                Outcome.Fails => script.RunsFor(RunsFor).Fails(),
                Outcome.IsSuperseded => script.IsSupersededAfter(RunsFor),
                Outcome.NeverCompletes => script.NeverCompletes(),
                _ => script.RunsFor(RunsFor).Succeeds(),
            };
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Outcome} after {RunsFor.TotalSeconds} s{(VisibilityDelay > TimeSpan.Zero ? $", listed after {VisibilityDelay.TotalSeconds} s" : "")}");
    }
}
