using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

public sealed class PollingScheduleTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_DefaultSchedule_PollsAt5And15And35And65And95()
    {
        App.ScriptNextDeployment().RunsFor(TimeSpan.FromSeconds(100));

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([5, 15, 35, 65, 95, 125], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_DefaultSchedule_PollsAt0And5And15And35()
    {
        long id = App.StartDeployment().Id;

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal([0, 5, 15, 35], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task DeployAsync_DefaultScheduleWithHistory_IgnoresTheHistory()
    {
        for (int earlier = 0; earlier < 19; earlier++)
        {
            App.StartDeployment(script: new DeploymentScript().RunsFor(TimeSpan.FromSeconds(95)));
            Clock.Advance(TimeSpan.FromMinutes(5));
        }

        double start = Clock.Elapsed.TotalSeconds;
        App.ScriptNextDeployment().RunsFor(TimeSpan.FromSeconds(95));

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([5, 15, 35, 65, 95, 125], GetRequestTimes("GET").Select(time => time - start));
    }

    [Fact]
    public async Task DeployAsync_NeverCompletes_PollsLastAtDeadline()
    {
        App.ScriptNextDeployment().NeverCompletes();

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal([5, 15, .. Enumerable.Range(0, 19).Select(poll => 35 + (30.0 * poll)), 600], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task DeployAsync_DeadlineBeforeFirstDelay_PollsOnceAtDeadline()
    {
        var options = new DeployOptions { Polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(3) } };

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => Clock.RunAsync(Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken)));

        Assert.Equal([3], GetRequestTimes("GET"));
        Assert.Equal((TimeSpan.FromSeconds(3), 1), (exception.Elapsed, exception.PollCount));
    }

    [Fact]
    public async Task WaitForCompletionAsync_CompletesAtDeadline_ReturnsTheDeployment()
    {
        long id = App.StartDeployment(script: new Testing.DeploymentScript().QueuedFor(TimeSpan.FromSeconds(1)).RunsFor(TimeSpan.FromSeconds(41))).Id;

        Deployment completed = await Clock.RunAsync(
            Client.WaitForCompletionAsync(AppId, id, new PollingOptions { Timeout = TimeSpan.FromSeconds(42) }, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.Equal([0, 5, 15, 35, 42], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task DeployAsync_PollingOfTheClient_IsTheDefault()
    {
        using DeploymentsClient client = CreateClient(options => options.Polling = new PollingOptions
        {
            InitialDelay = TimeSpan.FromSeconds(2),
            MaxDelay = TimeSpan.FromSeconds(7),
        });

        await Clock.RunAsync(client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([2, 6, 13, 20, 27, 34], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task DeployAsync_Jitter_DelaysAreFromHalfToAllOfTheSchedule()
    {
        App.ScriptNextDeployment().NeverCompletes();
        var options = new DeployOptions { Polling = new PollingOptions { UseJitter = true } };

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken)));

        double[] times = [0, .. GetRequestTimes("GET")];
        double[] delays = [.. times.Zip(times.Skip(1), (before, after) => after - before).SkipLast(1)];
        double[] full = [5, 10, 20, .. Enumerable.Repeat(30.0, delays.Length - 3)];
        Assert.All(delays.Zip(full), delay => Assert.InRange(delay.First, delay.Second / 2, delay.Second));
        Assert.NotEqual(full, delays);
        Assert.Equal(600, times[^1]);
    }
}
