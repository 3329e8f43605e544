using System.Collections.Concurrent;

namespace SpiceDeployments.Client.Wire.Tests.Infrastructure;

/// <summary>A clock on which every delay passes at once and moves the time; time limits never run out by themselves.</summary>
public sealed class InstantTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _delays = new();
    private long _elapsedTicks;

    /// <summary>How far the local time of day is off.</summary>
    public TimeSpan Error { get; set; }

    public TimeSpan Elapsed => new(GetTimestamp());

    /// <summary>All delays that were asked for, in their order.</summary>
    public IReadOnlyList<TimeSpan> Delays => [.. _delays];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _elapsedTicks);

    public override DateTimeOffset GetUtcNow() => start + Elapsed + Error;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (state is not CancellationTokenSource && dueTime != Timeout.InfiniteTimeSpan)
        {
            _delays.Enqueue(dueTime);
            Interlocked.Add(ref _elapsedTicks, dueTime.Ticks);
            callback(state);
        }

        return new InertTimer();
    }
}
