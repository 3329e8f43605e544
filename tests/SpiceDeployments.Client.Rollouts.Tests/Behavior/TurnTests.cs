using System.Collections.Concurrent;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

/// <summary>Rollouts of several processes give each other turns of the apps.</summary>
public sealed class TurnTests : RolloutTest
{
    private readonly RecordedTurns _turns = new();

    [Fact]
    public async Task Run_AppHasItsOutcome_LeavesTheTurn()
    {
        await RunAsync(CreateRolloutClient(turns: _turns), new RolloutRequest { Targets = AddApps(2), MaxConcurrency = 1 });

        Assert.Equal(["enter 1", "leave 1", "enter 2", "leave 2"], _turns.Calls);
    }

    /// <summary>Another process continues with the app, which is not free in the meantime.</summary>
    [Theory]
    [InlineData(RolloutEventKind.TargetPrepared)]
    [InlineData(RolloutEventKind.TargetDeploying)]
    public async Task Run_IsCanceledWhileTheAppIsInFlight_KeepsTheTurn(RolloutEventKind kind)
    {
        RolloutTarget[] targets = AddApps(1);
        Cloud.GetApp(1).ScriptNextDeployment().NeverCompletes();
        RolloutClient client = CreateRolloutClient(turns: _turns);
        var canceled = new TaskCompletionSource();
        On(kind, () =>
        {
            client.Dispose();
            canceled.SetResult();
        });

        await client.StartAsync(Id, new RolloutRequest { Targets = targets }, CancellationToken);
        await canceled.Task.WaitAsync(CancellationToken);
        await client.DisposeAsync();

        Assert.Equal(["enter 1"], _turns.Calls);
    }

    /// <summary>An app that the rollback has begun to put back is not free until the rollback tries again.</summary>
    [Fact]
    public async Task RollBack_AppIsTriedAgain_KeepsTheTurnInTheMeantime()
    {
        RolloutTarget[] targets = [.. AddApps(1).Select(target => target with { Request = new(), Update = new UpdateAppRequest { Description = "after" } })];
        Cloud.GetApp(1).WithSettings(settings => settings with { Description = "before" });
        RolloutClient client = CreateRolloutClient(turns: _turns);
        await RunAsync(client, new RolloutRequest { Targets = targets });
        Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromMinutes(5));

        await client.RollBackAsync(Id, CancellationToken);
        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        Assert.Equal(RolloutStatus.RolledBack, done.Status);
        Assert.Equal(["enter 1", "leave 1", "enter 1", "enter 1", "leave 1"], _turns.Calls);
    }

    /// <summary>The service may reject an active deployment too many with the code of a plan limit, and those of another process are not known.</summary>
    [Fact]
    public async Task PlanLimit_RolloutsOfOtherProcesses_IsTriedAgainAsIfTheAccountWereFull()
    {
        FaultRule limit = Cloud.Faults.OnCreate().Times(5).Fail(403, "Too many active deployments", "plan_limit");

        Rollout done = await RunAsync(CreateRolloutClient(turns: _turns), new RolloutRequest { Targets = AddApps(1) });

        Assert.Equal((RolloutStatus.Succeeded, 5), (done.Status, limit.HitCount));
    }

    /// <summary>A rollout that no process can continue, such as one whose gate does not exist any more, does not hold its apps for ever.</summary>
    [Fact]
    public async Task Enter_IsRefusedForTheConflictTimeout_DeploysTheAppWithoutATurn()
    {
        _turns.IsRefused = true;

        Rollout done = await RunAsync(CreateRolloutClient(turns: _turns), new RolloutRequest { Targets = AddApps(1) });

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.InRange(Clock.Elapsed, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(12));
    }

    [Fact]
    public async Task PlanLimit_ForLongerThanTheConflictTimeout_FailsTheTarget()
    {
        Cloud.Faults.OnCreate().Times(10_000).Fail(403, "Too many active deployments", "plan_limit");

        Rollout done = await RunAsync(CreateRolloutClient(turns: _turns), new RolloutRequest { Targets = AddApps(1) });

        Assert.Equal(RolloutTargetStatus.Failed, Assert.Single(done.Targets).Status);
    }

    private sealed class RecordedTurns : IAppTurns
    {
        public ConcurrentQueue<string> Calls { get; } = [];

        public bool IsRefused { get; set; }

        public Task<bool> TryEnterAsync(string rolloutId, RolloutTarget target, CancellationToken cancellationToken)
        {
            Calls.Enqueue($"enter {target.AppId}");
            return Task.FromResult(!IsRefused);
        }

        public Task LeaveAsync(string rolloutId, RolloutTarget target)
        {
            Calls.Enqueue($"leave {target.AppId}");
            return Task.CompletedTask;
        }
    }
}
