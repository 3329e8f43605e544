using System.Runtime.InteropServices;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>A moment by the two clocks of this machine: one that nobody sets, but that may stand still while the machine sleeps, and one that goes on, but can be set.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LocalTime(long Timestamp, long UtcTicks)
{
    public static LocalTime Now(TimeProvider timeProvider) => new(timeProvider.GetTimestamp(), timeProvider.GetUtcNow().UtcTicks);
}
