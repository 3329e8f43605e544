using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class FailureTests : RolloutTest
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public async Task Failures_OverAllWaves_StopTheRolloutWithOneMoreThanTolerated(int tolerance, int expectedFailures)
    {
        RolloutTarget[] targets = AddApps(6);
        Assert.All(Cloud.Apps, app => app.ScriptNextDeployment().Fails("Failed to pull container image"));

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, WaveSizes = [1, 1, 1], MaxConcurrency = 1, FailureTolerance = tolerance });

        Assert.Equal(RolloutStatus.Failed, done.Status);
        Assert.Equal(expectedFailures, done.FailureCount);
        Assert.Equal(6 - expectedFailures, done.Count(RolloutTargetStatus.Skipped));
    }

    [Fact]
    public async Task Failures_AsManyAsTolerated_Succeeds()
    {
        RolloutTarget[] targets = AddApps(3);
        Cloud.GetApp(2).ScriptNextDeployment().Fails("Failed to pull container image");

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, FailureTolerance = 1 });

        Assert.Equal((RolloutStatus.Succeeded, 1), (done.Status, done.FailureCount));
        Assert.Contains("Failed to pull container image", done.Targets[1].Message, StringComparison.Ordinal);
        Assert.Same(done, done.EnsureSucceeded());
    }

    [Fact]
    public async Task EnsureSucceeded_Failed_ThrowsTheReport()
    {
        RolloutTarget[] targets = AddApps(2);
        Cloud.GetApp(1).ScriptNextDeployment().Fails();
        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, MaxConcurrency = 1 });

        RolloutException exception = Assert.Throws<RolloutException>(done.EnsureSucceeded);

        Assert.Equal("Rollout 'build-7' is Failed: 1 Failed, 1 Skipped. The failure tolerance is 0.", exception.Message);
    }

    [Fact]
    public async Task Superseded_IsReportedAndDoesNotCount()
    {
        RolloutTarget[] targets = AddApps(2);
        Cloud.GetApp(1).ScriptNextDeployment().IsSupersededAfter(TimeSpan.FromSeconds(20));

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets });

        Assert.Equal((RolloutStatus.Succeeded, RolloutTargetStatus.Superseded), (done.Status, done.Targets[0].Status));
    }

    [Fact]
    public async Task App_DoesNotExist_FailsOnlyThatTarget()
    {
        RolloutTarget[] targets = [.. AddApps(2), new RolloutTarget { AppId = 404 }];

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, FailureTolerance = 1 });

        Assert.Equal((RolloutStatus.Succeeded, RolloutTargetStatus.Failed), (done.Status, done.Targets[2].Status));
    }

    [Fact]
    public async Task TimedOut_CompletesBeforeTheRolloutDoes_IsCorrected()
    {
        RolloutTarget[] targets = AddApps(2);
        Cloud.GetApp(1).ScriptNextDeployment().RunsFor(TimeSpan.FromMinutes(15));
        Cloud.GetApp(2).ScriptNextDeployment().RunsFor(TimeSpan.FromMinutes(9));

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, MaxConcurrency = 1, FailureTolerance = 1 });

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.Equal(0, done.FailureCount);
        Assert.Contains(Events, next => next is { Kind: RolloutEventKind.TargetTimedOut, Target: 0 });
    }

    [Fact]
    public async Task TimedOut_NeverCompletes_CountsAndNamesTheDeployment()
    {
        RolloutTarget[] targets = AddApps(1);
        Cloud.GetApp(1).ScriptNextDeployment().NeverCompletes();

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets });

        Assert.Equal((RolloutStatus.Failed, RolloutTargetStatus.TimedOut), (done.Status, done.Targets[0].Status));
        Assert.Equal(Cloud.GetApp(1).Deployments[0].Id, done.Targets[0].DeploymentId);
    }

    [Fact]
    public async Task Unknown_NothingIsSentAgainUntilARetryResumesTheIntent()
    {
        RolloutTarget[] targets = AddApps(1);
        FaultRule lost = Cloud.Faults.OnCreate().DropResponse();
        FaultRule lists = Cloud.Faults.OnList().Skip(1).Times(1000).Fail(503, "Try later");
        RolloutClient client = CreateRolloutClient();

        Rollout unknown = await RunAsync(client, new RolloutRequest { Targets = targets });
        Cloud.Faults.Clear();
        await client.RetryFailedAsync(Id, CancellationToken);
        Rollout retried = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        Assert.True(lost.HitCount is 1 && lists.HitCount > 0);
        Assert.Equal((RolloutStatus.Failed, RolloutTargetStatus.Unknown), (unknown.Status, unknown.Targets[0].Status));
        Assert.Equal((RolloutStatus.Succeeded, RolloutTargetStatus.Succeeded), (retried.Status, retried.Targets[0].Status));
        Assert.Single(Cloud.GetApp(1).Deployments);
    }

    [Theory]
    [InlineData(SpiceScopes.DeploymentsRead)]
    [InlineData(null)]
    public async Task Credentials_AreRejected_StopsAtOnceWhateverTheTolerance(string? scope)
    {
        RolloutTarget[] targets = AddApps(4);
        using var client = new DeploymentsClient(new DeploymentsClientOptions
        {
            BaseAddress = Cloud.BaseAddress,
            AccessToken = scope is null ? "refused" : Cloud.IssueToken(scope),
            TimeProvider = Clock,
        });
        await using var rollouts = new RolloutClient(client, Store, Clock);

        Rollout done = await RunAsync(rollouts, new RolloutRequest { Targets = targets, MaxConcurrency = 1, FailureTolerance = 4 });

        Assert.Equal((RolloutStatus.Stopped, 4), (done.Status, done.Count(RolloutTargetStatus.Skipped)));
        Assert.NotNull(done.Message);
        Assert.True(done.IsAccessDenied);
        Assert.Single(Events, next => next.Kind is RolloutEventKind.TargetRequeued);
    }

    [Fact]
    public async Task Credentials_AreRejectedDuringAWait_StopsAndARetryFindsTheDeployment()
    {
        RolloutTarget[] targets = AddApps(3);
        RolloutClient client = CreateRolloutClient();
        FaultRule rejected = null!;
        On(RolloutEventKind.TargetDeploying, () => rejected = Cloud.Faults.OnAny().Times(1000).Fail(401, "Unauthorized"));

        Rollout stopped = await RunAsync(client, new RolloutRequest { Targets = targets, MaxConcurrency = 1, FailureTolerance = 3 });
        Cloud.Faults.Clear();
        await client.RetryFailedAsync(Id, CancellationToken);
        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        Assert.True(rejected.HitCount > 0);
        Assert.Equal((RolloutStatus.Stopped, RolloutTargetStatus.TimedOut, true), (stopped.Status, stopped.Targets[0].Status, stopped.IsAccessDenied));
        Assert.Equal((RolloutStatus.Succeeded, 2, false), (done.Status, done.Attempt, done.IsAccessDenied));
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    [Fact]
    public async Task RateLimit_BeyondTheClientsRetries_PausesTheWholeRollout()
    {
        RolloutTarget[] targets = AddApps(3);
        FaultRule limit = Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromMinutes(5));

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, MaxConcurrency = 1 });

        Assert.Equal(1, limit.HitCount);
        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        RolloutEvent requeued = Assert.Single(Events, next => next.Kind is RolloutEventKind.TargetRequeued);
        RolloutEvent next = Events[requeued.Sequence];
        Assert.Equal(RolloutEventKind.TargetPrepared, next.Kind);
        Assert.True(next.Time - requeued.Time >= TimeSpan.FromMinutes(5), $"The next app started after {next.Time - requeued.Time}.");
    }

    /// <summary>A limit of the values of an app does not pass, so that the app is not tried again.</summary>
    [Fact]
    public async Task PlanLimit_OfAnUpdate_FailsTheTarget()
    {
        RolloutTarget[] targets = [.. AddApps(2).Select(target => target with { Update = new UpdateAppRequest { Replicas = 8 } })];
        FaultRule limit = Cloud.Faults.OnUpdateApp().Times(1000).Fail(403, "The plan allows 3 replicas", "plan_limit");

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, MaxConcurrency = 1, FailureTolerance = 1 });

        Assert.Equal((RolloutStatus.Failed, 2, 2), (done.Status, done.Count(RolloutTargetStatus.Failed), limit.HitCount));
    }

    [Fact]
    public async Task RateLimit_BeforeTheCreateForTheWholeTimeout_FailsTheTarget()
    {
        RolloutTarget[] targets = AddApps(1);
        Cloud.Faults.OnList().Times(10_000).RateLimit(TimeSpan.FromMinutes(3));

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets });

        Assert.Equal((RolloutStatus.Failed, RolloutTargetStatus.Failed), (done.Status, done.Targets[0].Status));
    }

    [Fact]
    public async Task Conflict_WithAnActiveDeployment_IsTriedAgainAfterTheOtherApps()
    {
        RolloutTarget[] targets = AddApps(3);
        Cloud.GetApp(1).StartDeployment();

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, MaxConcurrency = 1 });

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.Equal([0, 1, 2, 0], Events.Where(next => next.Kind is RolloutEventKind.TargetPrepared).Select(next => next.Target!.Value));
    }

    [Fact]
    public async Task Conflict_ForTheWholeTimeout_FailsTheTarget()
    {
        RolloutTarget[] targets = AddApps(1);
        FaultRule conflict = Cloud.Faults.OnCreate().Times(1000).Fail(409, "A deployment is already in progress for this project");

        Rollout done = await RunAsync(new RolloutRequest { Targets = targets, Deploy = new DeployOptions { ConflictTimeout = TimeSpan.FromMinutes(1) } });

        Assert.Equal((RolloutStatus.Failed, RolloutTargetStatus.Failed), (done.Status, done.Targets[0].Status));
        Assert.True(conflict.HitCount is > 1 and < 10);
        Assert.Empty(Cloud.GetApp(1).Deployments);
    }
}
