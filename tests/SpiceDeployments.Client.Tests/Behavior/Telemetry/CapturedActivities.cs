using System.Collections.Concurrent;
using System.Diagnostics;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Captures every activity of the process, with its tags, events, baggage and status.</summary>
internal sealed class CapturedActivities : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;

    public CapturedActivities()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _texts.Enqueue(Text(activity)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Returns the activities that have stopped since the last call.</summary>
    public IEnumerable<string> Take()
    {
        while (_texts.TryDequeue(out string? text))
        {
            yield return text;
        }
    }

    public void Dispose() => _listener.Dispose();

    private static string Text(Activity activity)
    {
        string status = $"{activity.Status} {activity.StatusDescription} {activity.TraceStateString}";
        string tags = string.Join(' ', [.. activity.TagObjects, .. activity.Links.SelectMany(link => link.Tags ?? [])]);
        string baggage = string.Join(' ', activity.Baggage);
        string events = string.Join(' ', activity.Events.Select(item => $"{item.Name} {string.Join(' ', item.Tags)}"));
        return $"activity {activity.Source.Name} {activity.OperationName} {activity.DisplayName} {status} {tags} {baggage} {events}";
    }
}
