using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>When a request was sent, by the server's clock.</summary>
/// <param name="Earliest">The request was not sent before this time.</param>
/// <param name="IsExact">Whether the request was sent soon after that. Not if the machine slept, or its clock was adjusted, in the meantime.</param>
internal readonly record struct ServerSendTime(DateTimeOffset Earliest, bool IsExact)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>Subtracts the time since the request from the server's time in a later response.</summary>
    /// <param name="serverDate">The server's time in the response.</param>
    /// <param name="receivedAt">When the response was received.</param>
    /// <param name="sentAt">When the request was sent.</param>
    /// <param name="timeProvider">The clock of the two readings.</param>
    public static ServerSendTime Estimate(DateTimeOffset serverDate, ClockReading receivedAt, ClockReading sentAt, TimeProvider timeProvider)
    {
        TimeSpan elapsed = timeProvider.GetElapsedTime(sentAt.Timestamp, receivedAt.Timestamp);
        var elapsedByUtc = new TimeSpan(receivedAt.UtcTicks - sentAt.UtcTicks);
        long earliest = serverDate.UtcTicks - Math.Max(elapsed.Ticks, elapsedByUtc.Ticks);
        bool isExact = earliest >= 0 && (elapsed - elapsedByUtc).Duration() <= Tolerance;
        return new ServerSendTime(RoundDownToSecond(Math.Max(earliest, 0)), isExact); // A server without a clock may send the year 1.
    }

    /// <summary>The service's times count whole seconds.</summary>
    private static DateTimeOffset RoundDownToSecond(long utcTicks) => new(utcTicks - (utcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
