using System.Runtime.InteropServices;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>When a create was sent, by the server's clock.</summary>
/// <param name="NotBefore">It was not sent before this.</param>
/// <param name="IsReliable">Whether it was sent soon after that, too. Not where the machine slept or its clock was set meanwhile.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SendTime(DateTimeOffset NotBefore, bool IsReliable)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>Counts back from the server's clock in an answer that came later. Null: the server does not say what time it is.</summary>
    public static SendTime? Before(ApiCall answered, LocalTime sent, TimeProvider timeProvider)
    {
        if (answered.ServerDate is not { } serverDate)
        {
            return null;
        }

        TimeSpan elapsed = timeProvider.GetElapsedTime(sent.Timestamp, answered.AnsweredAt.Timestamp);
        var elapsedByUtc = new TimeSpan(answered.AnsweredAt.UtcTicks - sent.UtcTicks);
        DateTimeOffset sentAt = serverDate - (elapsed > elapsedByUtc ? elapsed : elapsedByUtc);
        return new SendTime(WholeSecond(sentAt), (elapsed - elapsedByUtc).Duration() <= Tolerance);
    }

    /// <summary>The service's times count whole seconds.</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
