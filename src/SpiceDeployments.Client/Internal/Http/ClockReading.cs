namespace SpiceDeployments.Client.Internal.Http;

/// <summary>A monotonic timestamp and the UTC time, read together. The timestamp may pause while the machine sleeps; the UTC time may be adjusted.</summary>
internal readonly record struct ClockReading(long Timestamp, long UtcTicks)
{
    public static ClockReading Now(TimeProvider timeProvider) => new(timeProvider.GetTimestamp(), timeProvider.GetUtcNow().UtcTicks);
}
