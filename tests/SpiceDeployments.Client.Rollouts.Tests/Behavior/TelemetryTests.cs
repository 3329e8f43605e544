using System.Diagnostics;
using System.Diagnostics.Metrics;
using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class TelemetryTests : RolloutTest
{
    [Fact]
    public async Task Activities_OneForTheRunAndOneForEachAppBelow()
    {
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is RolloutsDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (activities)
                {
                    activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        string id = $"traced-{Guid.NewGuid():N}";
        RolloutTarget[] targets = AddApps(2);
        Cloud.GetApp(2).ScriptNextDeployment().Fails("Failed to pull container image");
        RolloutClient client = CreateRolloutClient();

        await client.StartAsync(id, new RolloutRequest { Targets = targets, MaxConcurrency = 1 }, CancellationToken);
        await client.WaitForCompletionAsync(id, progress: null, CancellationToken);

        Activity run;
        Activity[] apps;
        lock (activities)
        {
            Activity[] own = [.. activities.Where(activity => Equals(activity.GetTagItem("spice.rollout.id"), id))];
            run = Assert.Single(own, activity => activity.OperationName is "spice.rollout");
            apps = [.. own.Where(activity => activity.OperationName is "spice.rollout.target")];
        }

        Assert.Equal("failed", run.GetTagItem("spice.rollout.status"));
        Assert.Equal(["succeeded", "failed"], apps.Select(app => app.GetTagItem("spice.rollout.target.status")));
        Assert.All(apps, app => Assert.Equal(run.SpanId, app.ParentSpanId));
        Assert.Equal((ActivityStatusCode.Error, ActivityStatusCode.Error), (run.Status, apps[1].Status));
    }

    [Fact]
    public async Task Metric_WhileARolloutRuns_CountsItsAppsByStatus()
    {
        RolloutClient client = CreateRolloutClient();
        await StartAndPauseAsync(client, AddApps(7));

        Dictionary<string, int> measured = Measure();

        Assert.True(measured["pending"] >= 6 && measured["succeeded"] >= 1, string.Join(", ", measured));
    }

    [Fact]
    public async Task Log_StatusesAndFailures_NamesTheRolloutAndTheApp()
    {
        RolloutTarget[] targets = AddApps(2);
        Cloud.GetApp(2).ScriptNextDeployment().Fails("Failed to pull container image");

        await RunAsync(new RolloutRequest { Targets = targets });

        string[] lines = [.. Log.Collector.GetSnapshot().Select(record => record.Message)];
        Assert.Contains("Rollout build-7 is InProgress.", lines);
        Assert.Contains("Rollout build-7 is Failed.", lines);
        Assert.Single(lines, line => line.StartsWith("App 2 of rollout build-7 is Failed: ", StringComparison.Ordinal));
    }

    private static Dictionary<string, int> Measure()
    {
        var measured = new Dictionary<string, int>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name is "spice.rollout.targets")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => measured[(string)tags[0].Value!] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }
}
