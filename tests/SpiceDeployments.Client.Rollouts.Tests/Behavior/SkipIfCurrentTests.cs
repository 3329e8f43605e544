using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class SkipIfCurrentTests : RolloutTest
{
    [Fact]
    public async Task Skip_NewestDeploymentHasTheValues_DeploysOnlyTheOthers()
    {
        RolloutTarget[] targets = AddApps(3);
        Cloud.GetApp(1).StartDeployment(values: new DeploymentValues { ImageTag = "2.4.0" }).CompleteSuccessfully();
        Cloud.GetApp(2).StartDeployment(values: new DeploymentValues { ImageTag = "2.4.0" }).Fail();

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, SkipIfCurrent = true });

        Assert.Equal([RolloutTargetStatus.Current, RolloutTargetStatus.Succeeded, RolloutTargetStatus.Succeeded], done.Targets.Select(target => target.Status));
        Assert.Equal([1, 2, 1], Cloud.Apps.Select(app => app.Deployments.Count));
    }

    [Fact]
    public async Task Skip_UpdateChangesTheApp_Deploys()
    {
        RolloutTarget[] targets = [.. AddApps(2).Select(target => target with { Request = new(), Update = new UpdateAppRequest { Description = "new" } })];
        Assert.All(Cloud.Apps, app => app.StartDeployment().CompleteSuccessfully());
        Cloud.GetApp(1).WithSettings(settings => settings with { Description = "new" });

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, SkipIfCurrent = true });

        Assert.Equal([RolloutTargetStatus.Current, RolloutTargetStatus.Succeeded], done.Targets.Select(target => target.Status));
    }

    /// <summary>The update of the first process has changed the app, which the second process must not mistake for current.</summary>
    [Fact]
    public async Task Skip_ProcessDiesAfterTheUpdate_Deploys()
    {
        RolloutTarget[] targets = [.. AddApps(1).Select(target => target with { Request = new(), Update = new UpdateAppRequest { Description = "new" } })];
        Cloud.GetApp(1).StartDeployment().CompleteSuccessfully();
        var request = new RolloutRequest { Targets = targets, SkipIfCurrent = true };
        RolloutClient first = CreateRolloutClient();
        On(RolloutEventKind.TargetConfigured, () => throw new ObjectDisposedException("store"));
        await first.StartAsync(Id, request, CancellationToken);
        await Assert.ThrowsAsync<RolloutException>(() => first.WaitForCompletionAsync(Id, progress: null, CancellationToken));

        Rollout done = await RunAsync(request);

        Assert.Equal((RolloutTargetStatus.Succeeded, 2), (done.Targets[0].Status, Cloud.GetApp(1).Deployments.Count));
    }
}
