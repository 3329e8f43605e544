using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

/// <summary>What happens to an app between the steps of its rollback.</summary>
public sealed class RollbackConflictTests : RolloutTest
{
    [Fact]
    public async Task RollBack_SomeoneDeploysBeforeTheCreate_LeavesTheirDeployment()
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(1)) });
        EmulatedDeployment theirs = null!;
        On(RolloutEventKind.TargetRollbackPrepared, () => theirs = Cloud.GetApp(1).StartDeployment());

        await client.RollBackAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal((RolloutStatus.RollbackFailed, $"Someone else has created deployment {theirs.Id} since."), (done.Status, done.Targets[0].RollbackMessage));
        Assert.Equal(2, Cloud.GetApp(1).Deployments.Count);
    }

    [Fact]
    public async Task RollBack_ItsDeploymentFails_TriesAgainWhenItIsCalledAgain()
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(1)) });
        Cloud.GetApp(1).ScriptNextDeployment().Fails("Failed to pull container image");
        await client.RollBackAsync(Id, CancellationToken);
        Rollout failed = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        await client.RollBackAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal((RolloutStatus.RollbackFailed, RolloutStatus.RolledBack), (failed.Status, done.Status));
        Assert.Contains("Failed to pull container image", failed.Targets[0].RollbackMessage, StringComparison.Ordinal);
        Assert.Equal(3, Cloud.GetApp(1).Deployments.Count);
    }

    [Fact]
    public async Task RollBack_ItsDeploymentTimedOutAndSucceededSince_CreatesNoOther()
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(1)) });
        Cloud.GetApp(1).ScriptNextDeployment().NeverCompletes();
        await client.RollBackAsync(Id, CancellationToken);
        Rollout timedOut = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Cloud.GetApp(1).Deployments.MaxBy(deployment => deployment.Id)!.CompleteSuccessfully();

        await client.RollBackAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal((RolloutStatus.RollbackFailed, RolloutStatus.RolledBack), (timedOut.Status, done.Status));
        Assert.Equal(2, Cloud.GetApp(1).Deployments.Count);
    }

    [Fact]
    public async Task RollBack_OutcomeIsUnknown_ResolvesItFirst()
    {
        RolloutTarget[] targets = Describe(AddApps(1));
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnList().Skip(1).Times(1000).Fail(503, "Try later");
        RolloutClient client = CreateRolloutClient();
        Rollout unknown = await RunAsync(client, new RolloutRequest { Targets = targets });
        Cloud.Faults.Clear();

        await client.RollBackAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal((RolloutTargetStatus.Unknown, RolloutStatus.RolledBack), (unknown.Targets[0].Status, done.Status));
        Assert.Equal(("before", 2), (Cloud.GetApp(1).Settings.Description, Cloud.GetApp(1).Deployments.Count));
    }

    [Fact]
    public async Task RollBack_SomeoneChangedTheAppBetweenTwoAttempts_PutsBackTheirValues()
    {
        RolloutClient client = CreateRolloutClient();
        RolloutTarget[] targets = Describe(AddApps(1));
        Cloud.GetApp(1).ScriptNextDeployment().Fails();
        await RunAsync(client, new RolloutRequest { Targets = targets });
        Cloud.GetApp(1).WithSettings(settings => settings with { Description = "theirs" });
        await client.RetryFailedAsync(Id, CancellationToken);
        await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        await client.RollBackAsync(Id, CancellationToken);

        await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal("theirs", Cloud.GetApp(1).Settings.Description);
    }

    [Fact]
    public async Task RollBack_SomeoneChangedOneOfTwoValuesBetweenTwoAttempts_PutsBackTheOther()
    {
        RolloutTarget[] targets = [.. AddApps(1).Select(target => target with { Request = new(), Update = new UpdateAppRequest { Description = "after", ImageTag = "2.4.0" } })];
        Cloud.GetApp(1).WithSettings(settings => settings with { Description = "before" }).ScriptNextDeployment().Fails();
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = targets });
        Cloud.GetApp(1).WithSettings(settings => settings with { Description = "theirs" });
        await client.RetryFailedAsync(Id, CancellationToken);
        await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        await client.RollBackAsync(Id, CancellationToken);

        await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal(("theirs", "2.3.2"), (Cloud.GetApp(1).Settings.Description, Cloud.GetApp(1).Settings.ImageTag));
    }

    [Fact]
    public async Task RollBack_CredentialsAreRejected_StopsAndAnotherProcessContinues()
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(2)) });
        Cloud.Faults.OnAny().Times(1000).Fail(401, "Unauthorized");
        await client.RollBackAsync(Id, CancellationToken);
        RolloutException rejected = await Assert.ThrowsAsync<RolloutException>(() => client.WaitForCompletionAsync(Id, progress: null, CancellationToken));
        RolloutException afterwards = await Assert.ThrowsAsync<RolloutException>(() => client.WaitForCompletionAsync(Id, progress: null, CancellationToken));
        Cloud.Faults.Clear();

        await client.ResumeAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.IsType<SpiceAuthenticationException>(rejected.InnerException);
        Assert.IsType<SpiceAuthenticationException>(afterwards.InnerException);
        Assert.Equal(RolloutStatus.RolledBack, done.Status);
    }

    [Fact]
    public async Task Retry_AppIsChangedAndSkipped_ReportSaysSo()
    {
        RolloutClient client = CreateRolloutClient();
        On(RolloutEventKind.TargetConfigured, () => _ = client.StopAsync(Id, reason: null, CancellationToken));

        Rollout done = await RunAsync(client, new RolloutRequest { Targets = Describe(AddApps(1)) });

        Assert.Equal((RolloutTargetStatus.Skipped, "The app was changed, but not deployed."), (done.Targets[0].Status, done.Targets[0].Message));
    }

    private RolloutTarget[] Describe(RolloutTarget[] targets)
    {
        Assert.All(Cloud.Apps, app => app.WithSettings(settings => settings with { Description = "before" }));
        return [.. targets.Select(target => target with { Request = new(), Update = new UpdateAppRequest { Description = "after" } })];
    }
}
