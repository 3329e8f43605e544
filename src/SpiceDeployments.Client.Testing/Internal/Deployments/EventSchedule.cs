namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>Changes of the state at later times. They are made when the state is next read or changed, so that nothing runs in the background.</summary>
/// <remarks>The caller holds the lock of the emulator.</remarks>
internal sealed class EventSchedule
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (DateTimeOffset DueAt, int Number)> _events = new();
    private int _lastNumber;

    public bool IsEmpty => _events.Count is 0;

    /// <summary>Adds an event. Events of the same time occur in the order in which they were added.</summary>
    /// <param name="dueAt">The time of the event.</param>
    /// <param name="apply">Changes the state as of the time that it receives.</param>
    public void Add(DateTimeOffset dueAt, Action<DateTimeOffset> apply) => _events.Enqueue(apply, (dueAt, ++_lastNumber));

    /// <summary>Applies the events that are due.</summary>
    public void Apply(DateTimeOffset now)
    {
        while (_events.TryPeek(out _, out (DateTimeOffset DueAt, int Number) next) && next.DueAt <= now)
        {
            _events.Dequeue()(next.DueAt);
        }
    }
}
