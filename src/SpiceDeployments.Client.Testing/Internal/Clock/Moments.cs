namespace SpiceDeployments.Client.Testing.Internal.Clock;

/// <summary>Moments on the emulator's clock.</summary>
internal static class Moments
{
    /// <summary>The moment that comes this long after now; the end of the calendar if it would lie beyond.</summary>
    public static DateTimeOffset After(this TimeProvider timeProvider, TimeSpan delay)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        return delay < DateTimeOffset.MaxValue - now ? now + delay : DateTimeOffset.MaxValue;
    }
}
