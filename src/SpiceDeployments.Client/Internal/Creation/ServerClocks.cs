namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>The difference between the two clocks of the service: the one that sets <c>created_at</c>, and the one that sets <c>Date</c>.</summary>
/// <remarks>Every response to a create shows the difference. Until the first one, the clocks are assumed to agree.</remarks>
internal sealed class ServerClocks
{
    /// <summary>The service's times count whole seconds, and the record is created before the response, so that a smaller difference is none.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private long _differenceTicks;

    /// <summary>How far the clock that sets <c>created_at</c> is ahead of the other one, at least. Negative if the clock is behind.</summary>
    public TimeSpan Difference => new(Volatile.Read(ref _differenceTicks));

    /// <summary>Learns from the response to a create.</summary>
    /// <param name="createdAt">When the record was created, or <c>null</c> if not sent.</param>
    /// <param name="serverDate">When the response was sent, or <c>null</c> if not sent.</param>
    /// <param name="duration">How long the request took: the record may have been created that long before the response.</param>
    public void Observe(DateTimeOffset? createdAt, DateTimeOffset? serverDate, TimeSpan duration)
    {
        if (createdAt - serverDate is { } difference)
        {
            bool isExplained = difference < Tolerance && difference > -Tolerance - duration;
            Volatile.Write(ref _differenceTicks, isExplained ? 0 : (difference - TimeSpan.FromSeconds(1)).Ticks);
        }
    }
}
