using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

public sealed class ProgressTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_Progress_ReportsTheCreateAndEveryPoll()
    {
        var progress = new RecordedProgress();

        await Clock.RunAsync(Client.DeployAsync(AppId, progress: progress, cancellationToken: CancellationToken));

        Assert.Equal(
            [
                (DeploymentStatus.Queued, 0, 0, 5.0),
                (DeploymentStatus.InProgress, 5, 1, 10.0),
                (DeploymentStatus.InProgress, 15, 2, 20.0),
                (DeploymentStatus.Succeeded, 35, 3, null),
            ],
            progress.Values.Select(value => (value.Deployment.Status, value.Elapsed.TotalSeconds, value.PollCount, value.NextPollDelay?.TotalSeconds)));
    }

    [Fact]
    public async Task WaitForCompletionAsync_Progress_ReportsTheFirstPollAtOnce()
    {
        long id = App.StartDeployment().Id;
        var progress = new RecordedProgress();

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, progress: progress, cancellationToken: CancellationToken));

        DeploymentProgress first = progress.Values[0];
        Assert.Equal((id, TimeSpan.Zero, 1, TimeSpan.FromSeconds(5)), (first.Deployment.Id, first.Elapsed, first.PollCount, first.NextPollDelay));
    }

    [Fact]
    public async Task WaitForCompletionAsync_DelayCutAtDeadline_ReportsTheShorterDelay()
    {
        long id = App.StartDeployment(script: new Testing.DeploymentScript().NeverCompletes()).Id;
        var progress = new RecordedProgress();
        var polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(18) };

        await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, polling, progress, CancellationToken)));

        Assert.Equal([5.0, 10.0, 3.0, null], progress.Values.Select(value => value.NextPollDelay?.TotalSeconds));
    }
}
