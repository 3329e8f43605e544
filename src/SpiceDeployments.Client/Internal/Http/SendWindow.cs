namespace SpiceDeployments.Client.Internal.Http;

/// <summary>
/// The time within which the create of an intent may be sent, by both clocks of this machine, because one may pause while the machine sleeps and
/// the other may be adjusted. One call may use the window; later calls with the same intent do not know what that call sent.
/// </summary>
internal sealed class SendWindow(TimeProvider timeProvider, TimeSpan length)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly ClockReading _start = ClockReading.Now(timeProvider);
    private int _isTaken;

    /// <summary>The time since the start, by the clock on which more time has elapsed.</summary>
    public TimeSpan Elapsed => GetElapsed(ClockReading.Now(timeProvider));

    /// <summary>How much time remains, or zero.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var now = ClockReading.Now(timeProvider);
            TimeSpan elapsed = GetElapsed(now);
            bool isCertain = GetElapsedByUtc(now) > -Tolerance;
            return isCertain && elapsed < length ? length - elapsed : TimeSpan.Zero;
        }
    }

    public bool HasElapsed => Remaining == TimeSpan.Zero;

    /// <summary>Takes the window for one call. Returns <c>false</c> if another call has taken it.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) is 0;

    private TimeSpan GetElapsed(ClockReading now)
    {
        TimeSpan elapsed = timeProvider.GetElapsedTime(_start.Timestamp, now.Timestamp);
        TimeSpan elapsedByUtc = GetElapsedByUtc(now);
        return elapsedByUtc > elapsed ? elapsedByUtc : elapsed;
    }

    private TimeSpan GetElapsedByUtc(ClockReading now) => new(now.UtcTicks - _start.UtcTicks);
}
