using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>The predictive schedule learns from the lists of the polls.</summary>
public sealed class PredictivePollingTests : EmulatorTest
{
    private static readonly PollingOptions Predictive = new() { Schedule = PollingSchedule.Predictive };

    [Fact]
    public async Task DeployAsync_NoHistory_IsExponential()
    {
        App.ScriptNextDeployment().RunsFor(TimeSpan.FromSeconds(100));

        await Clock.RunAsync(Client.DeployAsync(AppId, options: new DeployOptions { Polling = Predictive }, cancellationToken: CancellationToken));

        Assert.Equal([5, 15, 35, 65, 95, 125], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task DeployAsync_HistoryAroundThreeMinutes_DetectsCompletionSoonerWithNoMorePolls()
    {
        CompleteDeployments(170, 185, 190, 175, 180, 195, 172, 188);
        double start = Clock.Elapsed.TotalSeconds;
        App.ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(10)).RunsFor(TimeSpan.FromSeconds(178));

        await Clock.RunAsync(Client.DeployAsync(AppId, options: new DeployOptions { Polling = Predictive }, cancellationToken: CancellationToken));

        double[] polls = [.. GetRequestTimes("GET").Select(time => time - start)];
        Assert.InRange(polls.Length, 2, 9); // 5, 15, 35, 65, 95, 125, 155, 185, 215
        Assert.InRange(polls[^1], 188, 200);
    }

    [Fact]
    public async Task WaitForCompletionAsync_ResumedNearLikelyCompletion_PollsOftenFromTheStart()
    {
        CompleteDeployments(170, 185, 190, 175, 180, 195, 172, 188);
        long id = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(10)).RunsFor(TimeSpan.FromSeconds(177))).Id;
        Clock.Advance(TimeSpan.FromSeconds(170));
        double start = Clock.Elapsed.TotalSeconds;

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, Predictive, cancellationToken: CancellationToken));

        double[] polls = [.. GetRequestTimes("GET").Select(time => time - start)];
        Assert.All(polls.Zip(polls.Skip(1), (before, after) => after - before), delay => Assert.InRange(delay, 5, 10));
    }

    /// <summary>Completes earlier deployments of the app, one after the other.</summary>
    private void CompleteDeployments(params int[] seconds)
    {
        foreach (int duration in seconds)
        {
            App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(10)).RunsFor(TimeSpan.FromSeconds(duration - 10)));
            Clock.Advance(TimeSpan.FromSeconds(duration));
        }
    }
}
