using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class RollbackTests : RolloutTest
{
    private const string Before = "version: v1\nkind: Spicepod\nname: before\n";
    private const string After = "version: v1\nkind: Spicepod\nname: after\n";

    [Fact]
    public async Task RollBack_AfterSuccess_PutsBackAllValuesNewestFirst()
    {
        RolloutTarget[] targets = [.. AddApps(3).Select(target => target with
        {
            Request = new(),
            Update = new UpdateAppRequest { Spicepod = After, Description = "after", Tags = new Dictionary<string, string> { ["release"] = "7" } },
        })];
        Assert.All(Cloud.Apps, app => app.WithSpicepod(Before).WithTags(("team", "core")).WithSettings(settings => settings with { Description = "before" }));
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = targets, MaxConcurrency = 1 });

        await client.RollBackAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal(RolloutStatus.RolledBack, done.Status);
        Assert.All(Cloud.Apps, app => Assert.Equal("before", app.Settings.Spicepod!.Value.GetProperty("name").GetString()));
        Assert.All(Cloud.Apps, app => Assert.Equal("before", app.Settings.Description));
        Assert.All(Cloud.Apps, app => Assert.Equal([KeyValuePair.Create("team", "core")], app.Settings.Tags));
        Assert.All(Cloud.Apps, app => Assert.Equal(2, app.Deployments.Count));
        Assert.Equal([2, 1, 0], Events.Where(next => next.Kind is RolloutEventKind.TargetRolledBack).Select(next => next.Target!.Value));
        Assert.All(done.Targets, target => Assert.Equal(Cloud.GetApp(target.Target.AppId).Deployments.Max(deployment => deployment.Id), target.RollbackDeploymentId));
    }

    [Fact]
    public async Task RollBack_DeploymentValues_DeploysThoseOfTheEarlierDeployment()
    {
        RolloutTarget[] targets = AddApps(1);
        Cloud.GetApp(1).StartDeployment(values: new DeploymentValues { ImageTag = "2.2.0" }).CompleteSuccessfully();
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = targets });

        await client.RollBackAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal(RolloutStatus.RolledBack, done.Status);
        Assert.Equal(["2.2.0", "2.4.0", "2.2.0"], Cloud.GetApp(1).Deployments.OrderBy(deployment => deployment.Id).Select(deployment => deployment.ImageTag));
    }

    [Fact]
    public async Task RollBack_NoEarlierDeployment_IsReportedAndLeft()
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = AddApps(1) });

        await client.RollBackAsync(Id, CancellationToken);

        await AssertLeftAsync(client, "The app has no earlier deployment that succeeded, and the rollout has not changed its values.");
        Assert.Single(Cloud.GetApp(1).Deployments);
    }

    [Fact]
    public async Task RollBack_SomeoneChangedTheApp_IsReportedAndLeft()
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(1)) });
        Cloud.GetApp(1).WithSettings(settings => settings with { Description = "theirs" });

        await client.RollBackAsync(Id, CancellationToken);

        await AssertLeftAsync(client, "Someone else has changed the app since.");
        Assert.Equal("theirs", Cloud.GetApp(1).Settings.Description);
    }

    [Fact]
    public async Task RollBack_SomeoneDeployedTheApp_IsReportedAndLeft()
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(1)) });
        EmulatedDeployment theirs = Cloud.GetApp(1).StartDeployment();

        await client.RollBackAsync(Id, CancellationToken);

        await AssertLeftAsync(client, $"Someone else has created deployment {theirs.Id} since.");
        Assert.Equal("after", Cloud.GetApp(1).Settings.Description);
    }

    [Fact]
    public async Task RollBack_ValueThatHadNone_IsReportedAndLeft()
    {
        RolloutTarget[] targets = Describe(AddApps(1));
        Cloud.GetApp(1).WithSettings(settings => settings with { Description = null });
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = targets });

        await client.RollBackAsync(Id, CancellationToken);

        await AssertLeftAsync(client, "The app had no value of description before the rollout, and the service has no way to remove one.");
        Assert.Equal("after", Cloud.GetApp(1).Settings.Description);
    }

    [Fact]
    public async Task RollBack_ConnectedProject_LeavesTheSpicepodToItsRepository()
    {
        RolloutTarget[] targets = [.. AddApps(1).Select(target => target with { Request = new(), Update = new UpdateAppRequest { Spicepod = After } })];
        Cloud.GetApp(1).WithSpicepod(Before);
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = targets });
        Cloud.GetApp(1).ConnectedTo("acme/quickstart");

        await client.RollBackAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal((RolloutStatus.RollbackFailed, RolloutTargetStatus.NotRolledBack), (done.Status, done.Targets[0].Status));
        Assert.Contains("GitHub repository", done.Targets[0].RollbackMessage, StringComparison.Ordinal);
        Assert.Single(Cloud.GetApp(1).Deployments);
    }

    [Fact]
    public async Task RollBack_NothingWasSet_IsReportedAndLeft()
    {
        RolloutTarget[] targets = [.. AddApps(1).Select(target => target with { Request = new() })];
        Cloud.GetApp(1).StartDeployment().CompleteSuccessfully();
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = targets });

        await client.RollBackAsync(Id, CancellationToken);

        await AssertLeftAsync(client, "The rollout has changed no value of the app and has set none for the deployment, so that there is nothing to put back.");
    }

    [Fact]
    public async Task RollBack_ChangeWasRejected_ChangesNothingAndDeploysNothing()
    {
        RolloutTarget[] targets = Describe(AddApps(1));
        Cloud.Faults.OnUpdateApp().Fail(400, "Invalid request");

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, OnFailure = RolloutFailureAction.RollBack });

        Assert.Equal((RolloutStatus.RolledBack, RolloutTargetStatus.RolledBack), (done.Status, done.Targets[0].Status));
        Assert.Contains("Invalid request", done.Targets[0].Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.GetApp(1).Deployments);
    }

    [Fact]
    public async Task RollBack_Again_TriesTheAppsThatWereLeft()
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(2)), MaxConcurrency = 1 });
        Cloud.Faults.OnUpdateApp().Fail(400, "Maintenance");
        await client.RollBackAsync(Id, CancellationToken);
        Rollout partly = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        await client.RollBackAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal((RolloutStatus.RollbackFailed, 1), (partly.Status, partly.Count(RolloutTargetStatus.NotRolledBack)));
        Assert.Equal(RolloutStatus.RolledBack, done.Status);
        Assert.All(Cloud.Apps, app => Assert.Equal(("before", 2), (app.Settings.Description, app.Deployments.Count)));
    }

    [Fact]
    public async Task RollBack_WhileInProgress_DrainsThenPutsBackWhatWasChanged()
    {
        RolloutClient client = CreateRolloutClient();
        On(RolloutEventKind.TargetDeploying, () => _ = client.RollBackAsync(Id, CancellationToken));

        Rollout done = await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(3)), MaxConcurrency = 1 });

        Assert.Equal((RolloutStatus.RolledBack, 1, 2), (done.Status, done.Count(RolloutTargetStatus.RolledBack), done.Count(RolloutTargetStatus.Skipped)));
        Assert.Empty(Cloud.GetApp(2).Deployments);
    }

    [Fact]
    public async Task RollBack_Twice_IsRejected()
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(1)) });
        await client.RollBackAsync(Id, CancellationToken);
        await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        await Assert.ThrowsAsync<RolloutException>(() => client.RollBackAsync(Id, CancellationToken));
        await Assert.ThrowsAsync<RolloutException>(() => client.RetryFailedAsync(Id, CancellationToken));
    }

    private RolloutTarget[] Describe(RolloutTarget[] targets)
    {
        Assert.All(Cloud.Apps, app => app.WithSettings(settings => settings with { Description = "before" }));
        return [.. targets.Select(target => target with { Request = new(), Update = new UpdateAppRequest { Description = "after" } })];
    }

    private static async Task AssertLeftAsync(RolloutClient client, string reason)
    {
        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal((RolloutStatus.RollbackFailed, RolloutTargetStatus.NotRolledBack, reason), (done.Status, done.Targets[0].Status, done.Targets[0].RollbackMessage));
    }
}
