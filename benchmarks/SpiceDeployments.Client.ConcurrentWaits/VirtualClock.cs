namespace SpiceDeployments.Client.ConcurrentWaits;

/// <summary>A clock that advances only on request, to the next due delay. Timeouts never elapse.</summary>
/// <remarks><c>FakeTimeProvider</c> searches all of its timers for the next one, which takes minutes with 100,000 timers.</remarks>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<VirtualTimer, long> _delays = new();
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The number of pending delays.</summary>
    public int Delays
    {
        get
        {
            lock (_lock)
            {
                return _delays.Count;
            }
        }
    }

    public TimeSpan Elapsed => TimeSpan.FromTicks(_ticks);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(callback, state);
        if (state is not CancellationTokenSource && dueTime != Timeout.InfiniteTimeSpan)
        {
            lock (_lock)
            {
                _delays.Enqueue(timer, _ticks + dueTime.Ticks);
            }
        }

        return timer;
    }

    /// <summary>Advances to the next due delay and completes all delays that are due.</summary>
    public void AdvanceToNextDelay()
    {
        foreach (VirtualTimer timer in DequeueDue())
        {
            timer.Fire();
        }
    }

    private List<VirtualTimer> DequeueDue()
    {
        var next = new List<VirtualTimer>();
        lock (_lock)
        {
            while (_delays.TryPeek(out VirtualTimer? timer, out long due) && (next.Count is 0 || due <= _ticks))
            {
                Interlocked.Exchange(ref _ticks, Math.Max(due, _ticks));
                next.Add(timer);
                _delays.Dequeue();
            }
        }

        return next;
    }
}
