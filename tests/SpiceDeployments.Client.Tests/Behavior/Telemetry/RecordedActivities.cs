using System.Collections.Concurrent;
using System.Diagnostics;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Records the activities of the client in this test, which are the descendants of an activity that this class starts.</summary>
internal sealed class RecordedActivities : IDisposable
{
    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ActivityListener _listener;
    private readonly Activity _test;

    public RecordedActivities()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DeploymentsClientDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _test = new Activity("test").Start();
    }

    /// <summary>The activities that have stopped, in the order of their start.</summary>
    public IReadOnlyList<Activity> All => [.. _stopped.Where(activity => activity.TraceId == _test.TraceId).OrderBy(activity => activity.StartTimeUtc)];

    public IReadOnlyList<string> Events => [.. All.SelectMany(activity => activity.Events).OrderBy(e => e.Timestamp).Select(e => e.Name)];

    public Activity Single(string name) => All.Single(activity => activity.OperationName == name);

    public void Dispose()
    {
        _test.Dispose();
        _listener.Dispose();
    }
}
