using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class RolloutTests : RolloutTest
{
    [Fact]
    public async Task Rollout_AllSucceed_DeploysEachAppOnce()
    {
        RolloutTarget[] targets = AddApps(5);

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, WaveSizes = [1, 2] });

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.All(done.Targets, target => Assert.Equal(RolloutTargetStatus.Succeeded, target.Status));
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    [Fact]
    public async Task Rollout_CanaryFails_StartsNoOtherApp()
    {
        RolloutTarget[] targets = AddApps(3);
        Cloud.GetApp(1).ScriptNextDeployment().Fails("Failed to pull container image");

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, WaveSizes = [1] });

        Assert.Equal(RolloutStatus.Failed, done.Status);
        Assert.Equal([RolloutTargetStatus.Failed, RolloutTargetStatus.Skipped, RolloutTargetStatus.Skipped], done.Targets.Select(target => target.Status));
        Assert.Empty(Cloud.GetApp(2).Deployments);
    }

    [Fact]
    public async Task Rollout_FailsAndRollsBack_PutsBackTheValuesAndDeploys()
    {
        RolloutTarget[] targets = [.. AddApps(2).Select(target => target with { Request = new(), Update = new UpdateAppRequest { ImageTag = "2.4.0" } })];
        Cloud.GetApp(2).ScriptNextDeployment().Fails();

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, WaveSizes = [1], OnFailure = RolloutFailureAction.RollBack });

        Assert.Equal(RolloutStatus.RolledBack, done.Status);
        Assert.All(Cloud.Apps, app => Assert.Equal("2.3.2", app.Settings.ImageTag));
        Assert.All(Cloud.Apps, app => Assert.Equal(2, app.Deployments.Count));
    }
}
