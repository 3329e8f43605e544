using DeployFleet.Apps;
using DeployFleet.CommandLine;
using DeployFleet.Gates;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DeployFleet;

/// <summary>What is rolled out, and how: a canary, a small wave, the rest. Another process must create an equal request to continue the rollout.</summary>
internal static class FleetRequest
{
    public const string ImageTag = "2.4.0";

    private static readonly PollingOptions FastPolling = new() { InitialDelay = TimeSpan.FromSeconds(0.25), MaxDelay = TimeSpan.FromSeconds(1) };

    public static RolloutRequest Create(IReadOnlyList<App> apps, FleetArguments arguments) => new()
    {
        Targets = [.. apps.Select(app => arguments.RollsBack ? UpdateAndDeploy(app) : Deploy(app))],
        WaveSizes = [1, 3],
        MaxConcurrency = arguments.MaxConcurrency,
        FailureTolerance = arguments.FailureTolerance,
        OnFailure = arguments.RollsBack ? RolloutFailureAction.RollBack : RolloutFailureAction.Stop,
        Gate = SmokeTest.Name,
        Deploy = new DeployOptions { Polling = FleetCredentials.AreOfARealService ? null : FastPolling },
    };

    /// <summary>Deploys with another image. The settings of the app stay as they are.</summary>
    private static RolloutTarget Deploy(App app) => new()
    {
        AppId = app.Id,
        Name = app.Name,
        Request = new CreateDeploymentRequest { ImageTag = ImageTag, CommitMessage = $"Roll out {ImageTag}" },
    };

    /// <summary>Changes the image in the settings of the app, and deploys them. The rollout stores the earlier image, to put it back after a failure.</summary>
    private static RolloutTarget UpdateAndDeploy(App app) => new()
    {
        AppId = app.Id,
        Name = app.Name,
        Update = new UpdateAppRequest { ImageTag = ImageTag },
        Request = new CreateDeploymentRequest { CommitMessage = $"Roll out {ImageTag}" },
    };
}
