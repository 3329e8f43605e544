namespace SpiceDeployments.Client.Testing;

/// <summary>
/// A clock for tests on which delays complete at once: a delay advances the clock by its duration, so that a deployment of minutes takes milliseconds.
/// </summary>
/// <remarks>
/// <para>
/// The time otherwise stands still. Pass the same instance to <see cref="SpiceCloudEmulatorOptions.TimeProvider"/> and to the client. It is safe for use by
/// several threads. Delays of several threads add up, as if they had been awaited one after the other.
/// </para>
/// <para>
/// Time limits, which are the timers of <see cref="CancellationTokenSource"/> and of <see cref="Task.WaitAsync(TimeSpan, TimeProvider)"/>, are not delays.
/// They only elapse in <see cref="Advance"/>, so that no request times out because a delay has advanced the clock. A fault in which a request hangs, such as
/// <see cref="FaultRuleBuilder.HangBeforeProcessing"/>, advances the clock to the time limit of that request.
/// </para>
/// <para>The first tick of a periodic timer, such as <see cref="PeriodicTimer"/>, occurs at once, further ticks occur in <see cref="Advance"/>.</para>
/// </remarks>
public sealed class AutoAdvancingTimeProvider : TimeProvider
{
    private readonly object _lock = new();
    private readonly DateTimeOffset _start;
    private readonly List<TimeSpan> _delays = [];
    private readonly List<ManualTimer> _waitingTimers = [];
    private TimeSpan _elapsed;

    /// <summary>Creates a clock that starts at midnight of January 1, 2000 UTC.</summary>
    public AutoAdvancingTimeProvider()
        : this(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Creates a clock that starts at a given time.</summary>
    /// <param name="start">The time at which the clock starts.</param>
    public AutoAdvancingTimeProvider(DateTimeOffset start) => _start = start.ToUniversalTime();

    /// <summary>The time that has elapsed on this clock.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _elapsed;
            }
        }
    }

    /// <summary>The delays so far, in order. The list is a snapshot.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_lock)
            {
                return [.. _delays];
            }
        }
    }

    /// <summary>UTC, regardless of the machine.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>The number of ticks of <see cref="GetTimestamp"/> per second: <see cref="TimeSpan.TicksPerSecond"/>.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Returns <see cref="Elapsed"/> in ticks.</summary>
    /// <returns>The timestamp.</returns>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Returns the start plus <see cref="Elapsed"/>.</summary>
    /// <returns>The time on this clock.</returns>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <summary>Advances the clock. Time limits that are due elapse in order, including those that delays have passed.</summary>
    /// <param name="time">The time by which to advance, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan target = Elapsed + time;
        while (AdvanceToNextTimer(target) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Advances the clock until a time limit elapses, or to <paramref name="end"/> if none is due by then.</summary>
    /// <returns>Whether a time limit has elapsed.</returns>
    internal bool AdvanceToTimeLimit(TimeSpan end)
    {
        while (AdvanceToNextTimer(end) is { } timer)
        {
            timer.Fire();
            if (IsTimeLimit(timer.State))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Creates a timer. The timer of a delay advances the clock and calls back before this method returns.</summary>
    /// <param name="callback">The delegate to call.</param>
    /// <param name="state">The argument of <paramref name="callback"/>.</param>
    /// <param name="dueTime">The time until the first call, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="period">The time between further calls, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <returns>The timer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is <c>null</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dueTime"/> or <paramref name="period"/> is negative and not infinite.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Whether a timer is a time limit. .NET does not document the state of its timers: a <see cref="CancellationTokenSource"/> passes itself,
    /// <see cref="Task.WaitAsync(TimeSpan, TimeProvider)"/> passes a <see cref="Task{TResult}"/>, and
    /// <see cref="Task.Delay(TimeSpan, TimeProvider)"/> passes a task without a result. Tests fail if that changes.
    /// </summary>
    private static bool IsTimeLimit(object? state) => state is CancellationTokenSource || (state is Task && state.GetType().IsGenericType);

    private bool Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        bool isDelay = dueTime > TimeSpan.Zero && !IsTimeLimit(timer.State);
        bool firesAtOnce = isDelay || dueTime == TimeSpan.Zero;
        lock (_lock)
        {
            _waitingTimers.Remove(timer);
            if (timer.IsDisposed)
            {
                return false;
            }

            if (isDelay)
            {
                _delays.Add(dueTime);
                _elapsed += dueTime;
            }

            timer.Period = period;
            TimeSpan nextDueTime = firesAtOnce ? period : dueTime;
            if (nextDueTime > TimeSpan.Zero)
            {
                timer.DueAt = _elapsed + nextDueTime;
                _waitingTimers.Add(timer);
            }
        }

        if (firesAtOnce)
        {
            timer.Fire();
        }

        return true;
    }

    /// <summary>Advances to the next timer that is due by <paramref name="target"/>, or to <paramref name="target"/> if there is none.</summary>
    private ManualTimer? AdvanceToNextTimer(TimeSpan target)
    {
        lock (_lock)
        {
            ManualTimer? next = _waitingTimers.Where(timer => timer.DueAt <= target).MinBy(timer => timer.DueAt);
            TimeSpan time = next?.DueAt ?? target;
            _elapsed = time > _elapsed ? time : _elapsed;
            if (next?.Period > TimeSpan.Zero)
            {
                next.DueAt += next.Period;
            }
            else if (next is not null)
            {
                _waitingTimers.Remove(next);
            }

            return next;
        }
    }

    private void Dispose(ManualTimer timer)
    {
        lock (_lock)
        {
            timer.IsDisposed = true;
            _waitingTimers.Remove(timer);
        }
    }

    /// <summary>A timer of this clock. Its properties are guarded by the lock of the clock; the callback is called outside of it.</summary>
    private sealed class ManualTimer(AutoAdvancingTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public object? State => state;

        public TimeSpan DueAt { get; set; }

        public TimeSpan Period { get; set; }

        public bool IsDisposed { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Schedule(this, dueTime, period);

        public void Fire() => callback(state);

        public void Dispose() => clock.Dispose(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
