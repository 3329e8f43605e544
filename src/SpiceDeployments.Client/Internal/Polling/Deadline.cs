namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>A span of time that started when this was created.</summary>
internal sealed class Deadline(TimeProvider timeProvider, TimeSpan timeout)
{
    private readonly long _start = timeProvider.GetTimestamp();

    public TimeSpan Elapsed => timeProvider.GetElapsedTime(_start);

    /// <summary>What is left of it; zero once it has passed.</summary>
    public TimeSpan Remaining => Elapsed is var elapsed && elapsed < timeout ? timeout - elapsed : TimeSpan.Zero;

    public bool HasPassed => Elapsed >= timeout;

    /// <summary>
    /// The delay to make before the next look: a delay that the service asks for replaces a shorter one, and none outlasts the deadline,
    /// so that there is a look at the deadline itself.
    /// </summary>
    public TimeSpan Cut(TimeSpan delay, TimeSpan? retryAfter)
    {
        TimeSpan wanted = retryAfter > delay ? retryAfter.Value : delay;
        TimeSpan remaining = Remaining;
        return wanted < remaining ? wanted : WholeMilliseconds(remaining);
    }

    // Timers count whole milliseconds: rounded down, the last look would come before the deadline and need another one after it.
    private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
