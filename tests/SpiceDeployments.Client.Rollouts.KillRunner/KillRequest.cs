namespace SpiceDeployments.Client.Rollouts.KillRunner;

/// <summary>The request of the rollout that the tests interrupt.</summary>
internal static class KillRequest
{
    private const string NewImageTag = "2.4.0";

    public static RolloutRequest Create(int appCount, RolloutFailureAction onFailure) => new()
    {
        Targets = [.. Enumerable.Range(1, appCount).Select(CreateTarget)],
        WaveSizes = [1, 2],
        MaxConcurrency = 3,
        OnFailure = onFailure,
        Deploy = new DeployOptions { Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromSeconds(1) } },
    };

    /// <summary>Every second app is updated, and the others are deployed with the tag.</summary>
    private static RolloutTarget CreateTarget(int appId) => new()
    {
        AppId = appId,
        Request = new CreateDeploymentRequest { ImageTag = appId % 2 is 0 ? null : NewImageTag },
        Update = appId % 2 is 0 ? new UpdateAppRequest { ImageTag = NewImageTag } : null,
    };
}
