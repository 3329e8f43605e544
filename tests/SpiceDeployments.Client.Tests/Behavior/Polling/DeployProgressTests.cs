using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>The progress of a whole deploy: what happens before the deployment exists, too.</summary>
public sealed class DeployProgressTests : EmulatorTest
{
    private static readonly CreateDeploymentRequest Request = new()
    {
        ImageTag = "1.2.3",
        Channel = "preview",
        Replicas = 2,
        Branch = "main",
        CommitSha = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345",
        CommitMessage = "Build 7",
    };

    private readonly TimedProgress _progress;

    public DeployProgressTests() => _progress = new TimedProgress(Clock);

    [Fact]
    public async Task DeployAsync_Conflict_ReportsTheActiveDeploymentUntilItHasCompleted()
    {
        long active = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(8)).RunsFor(TimeSpan.FromSeconds(60))).Id;

        Deployment completed = await DeployAsync();

        DeploymentProgress[] waits = [.. _progress.Values.TakeWhile(value => value.Stage is DeploymentStage.WaitingForActiveDeployment or DeploymentStage.Sending)];
        Assert.Equal([DeploymentStage.WaitingForActiveDeployment, DeploymentStage.Sending], waits.Select(value => value.Stage).Distinct());
        Assert.All(waits.Where(value => value.Stage is DeploymentStage.WaitingForActiveDeployment), value =>
        {
            Assert.Equal((AppId, active), (value.ActiveDeployment?.AppId, value.ActiveDeployment?.Id));
            Assert.InRange(value.NextPollDelay!.Value, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(30));
        });
        Assert.Equal(["queued", "in_progress"], waits.Select(value => value.ActiveDeployment?.RawStatus).OfType<string>().Distinct());
        Assert.All(waits, value => Assert.Equal(0, value.PollCount));
        Assert.Equal((DeploymentStage.Created, completed.Id), (_progress.Values[waits.Length].Stage, _progress.Values[waits.Length].Deployment.Id));
        Assert.Equal((DeploymentStage.Ended, completed), (_progress.Values[^1].Stage, _progress.Values[^1].Deployment));
    }

    /// <summary>The app id and the values of the request, so that a display of several deploys can distinguish them.</summary>
    [Fact]
    public async Task DeployAsync_BeforeTheCreate_ReportsTheAppIdAndTheRequest()
    {
        App.StartDeployment();

        await DeployAsync();

        Deployment asked = _progress.Values[0].Deployment;
        Assert.Equal((AppId, 0, "", false), (asked.AppId, asked.Id, asked.RawStatus, asked.IsTerminal));
        Assert.Equal(
            (Request.ImageTag, Request.Channel, Request.Replicas, Request.Branch, Request.CommitSha, Request.CommitMessage),
            (asked.ImageTag, asked.Channel, asked.Replicas, asked.Branch, asked.CommitSha, asked.CommitMessage));
        Assert.All(_progress.Values, value => Assert.Equal(AppId, value.Deployment.AppId));
    }

    [Fact]
    public async Task DeployAsync_Conflict_ElapsedCountsFromTheCall()
    {
        App.StartDeployment();
        Clock.Advance(TimeSpan.FromSeconds(3)); // Before the call.

        await DeployAsync();

        Assert.Equal(_progress.ReportedAt, _progress.Values.Select(value => value.Elapsed + TimeSpan.FromSeconds(3)));
        Assert.True(_progress.Values[^1].Elapsed > TimeSpan.FromSeconds(60)); // The other deployment takes 30 s, and so does this one.
    }

    [Fact]
    public async Task DeployAsync_ConflictWithAnUnlistedDeployment_ReportsNoActiveDeployment()
    {
        App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromHours(1)));

        await DeployAsync();

        Assert.Equal((DeploymentStage.WaitingForActiveDeployment, null), (_progress.Values[0].Stage, _progress.Values[0].ActiveDeployment));
    }

    [Fact]
    public async Task DeployAsync_RateLimited_ReportsTheDelay()
    {
        Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromSeconds(12));

        await DeployAsync();

        Assert.Equal([DeploymentStage.WaitingToResend, DeploymentStage.Sending, DeploymentStage.Created], Stages(3));
        Assert.Equal((TimeSpan.FromSeconds(12), TimeSpan.Zero), (_progress.Values[0].NextPollDelay, _progress.Values[0].Elapsed));
        Assert.Equal((null, TimeSpan.FromSeconds(12)), (_progress.Values[1].NextPollDelay, _progress.Values[1].Elapsed));
    }

    [Fact]
    public async Task DeployAsync_RateLimitedAfterAConflict_ReportsBothWaits()
    {
        App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(1)));
        Cloud.Faults.OnCreate().Skip(1).Times(4).RateLimit(TimeSpan.FromSeconds(12));

        await DeployAsync();

        Assert.Equal(
            [DeploymentStage.WaitingForActiveDeployment, DeploymentStage.Sending, DeploymentStage.WaitingToResend, DeploymentStage.Sending, DeploymentStage.WaitingToResend],
            Stages(5));
        Assert.All(_progress.Values.Where(value => value.Stage is DeploymentStage.WaitingToResend), value =>
            Assert.True(value.NextPollDelay >= TimeSpan.FromSeconds(12)));
    }

    [Fact]
    public async Task DeployAsync_LostResponse_ReportsTheReconciliation()
    {
        Cloud.Faults.OnCreate().DropResponse();

        await DeployAsync();

        Assert.Equal([DeploymentStage.Reconciling, DeploymentStage.Created], Stages(2));
    }

    [Fact]
    public async Task DeployAsync_LostRequest_ReportsTheReconciliationAndTheSecondAttempt()
    {
        Cloud.Faults.OnCreate().ResetConnection();

        await DeployAsync();

        Assert.Equal([DeploymentStage.Reconciling, DeploymentStage.WaitingToResend, DeploymentStage.Sending, DeploymentStage.Created], Stages(4));
    }

    [Fact]
    public async Task DeployAsync_PollsWithoutAChange_HaveNotChanged()
    {
        App.ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(20)).RunsFor(TimeSpan.FromSeconds(60));

        await DeployAsync();

        Assert.Equal(
            [
                (DeploymentStage.Created, "queued", true),
                (DeploymentStage.Polling, "queued", true), // Another stage.
                (DeploymentStage.Polling, "queued", false),
                (DeploymentStage.Polling, "in_progress", true),
                (DeploymentStage.Polling, "in_progress", false),
                (DeploymentStage.Ended, "succeeded", true),
            ],
            _progress.Values.Select(value => (value.Stage, value.Deployment.RawStatus, value.HasChanged)));
    }

    [Fact]
    public async Task DeployAsync_ConflictChecksWithoutAChange_HaveNotChanged()
    {
        App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(100)));

        await DeployAsync();

        Assert.Equal([true, false, false, false], _progress.Values.Take(4).Select(value => value.HasChanged));
    }

    [Fact]
    public async Task DeployAsync_Fails_ReportsTheEndOnce()
    {
        App.ScriptNextDeployment().Fails();

        await Assert.ThrowsAsync<DeploymentFailedException>(DeployAsync);

        AssertEndsOnce("failed");
    }

    [Fact]
    public async Task DeployAsync_TimeoutElapses_ReportsTheEndOnce()
    {
        App.ScriptNextDeployment().NeverCompletes();

        await Assert.ThrowsAsync<DeploymentTimeoutException>(DeployAsync);

        AssertEndsOnce("in_progress");
    }

    [Fact]
    public async Task DeployAsync_PollRejected_ReportsTheEndOnce()
    {
        Cloud.Faults.OnList().Skip(1).Fail(403, "No");

        await Assert.ThrowsAsync<SpiceForbiddenException>(DeployAsync);

        AssertEndsOnce("in_progress");
    }

    [Fact]
    public async Task DeployAsync_Canceled_ReportsTheEndOnce()
    {
        using var caller = new CancellationTokenSource();
        Task<Deployment> deploying = Client.DeployAsync(AppId, Request, progress: _progress, cancellationToken: caller.Token);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(7), deploying);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deploying);
        AssertEndsOnce("in_progress");
    }

    [Fact]
    public async Task WaitForCompletionAsync_DeploymentNeverListed_ReportsNothing()
    {
        await Assert.ThrowsAsync<DeploymentNotFoundException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, 4711, progress: _progress, cancellationToken: CancellationToken)));

        Assert.Empty(_progress.Values);
    }

    [Fact]
    public async Task DeployAsync_ConflictTimeoutElapses_SaysHowLongItWaited()
    {
        long active = App.StartDeployment(script: new DeploymentScript().NeverCompletes()).Id;
        Clock.Advance(TimeSpan.FromSeconds(10));
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromSeconds(90) };

        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(
            () => Clock.RunAsync(Client.DeployAsync(AppId, Request, options, _progress, CancellationToken)));

        Assert.EndsWith(
            $" Nothing was created. Deployment {active} is active: its status is 'in_progress'. The create waited 90 s for active deployments to complete (ConflictTimeout).",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Equal((AppId, active), (exception.AppId, exception.ActiveDeployment?.Id));
        Assert.All(_progress.Values, value => Assert.Equal(DeploymentStage.WaitingForActiveDeployment, value.Stage));
    }

    private Task<Deployment> DeployAsync() => Clock.RunAsync(Client.DeployAsync(AppId, Request, progress: _progress, cancellationToken: CancellationToken));

    private IEnumerable<DeploymentStage> Stages(int count) => _progress.Values.Take(count).Select(value => value.Stage);

    private void AssertEndsOnce(string status)
    {
        DeploymentProgress end = Assert.Single(_progress.Values, value => value.Stage is DeploymentStage.Ended);
        Assert.Same(_progress.Values[^1], end);
        Assert.Equal((status, null, Clock.Elapsed), (end.Deployment.RawStatus, end.NextPollDelay, end.Elapsed));
    }

    /// <summary>Records the reports and their times.</summary>
    private sealed class TimedProgress(SteppingTimeProvider clock) : IProgress<DeploymentProgress>
    {
        public List<DeploymentProgress> Values { get; } = [];

        public List<TimeSpan> ReportedAt { get; } = [];

        public void Report(DeploymentProgress value)
        {
            Values.Add(value);
            ReportedAt.Add(clock.Elapsed);
        }
    }
}
