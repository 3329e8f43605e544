using System.Collections.Concurrent;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The delays after conflicts: 5, 10, 20, 30, 30 … seconds for each app, until the conflict timeout has elapsed since its first conflict.</summary>
internal sealed class ConflictDelays(TimeSpan timeout, TimeProvider timeProvider)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<int, (long First, TimeSpan Delay)> _conflicts = new();

    /// <summary>Returns the next attempt of an app, or <c>null</c> if the timeout would elapse before it.</summary>
    public NextAttempt? Next(int index, NextAttemptCause cause)
    {
        (long first, TimeSpan delay) = _conflicts.AddOrUpdate(
            index,
            _ => (timeProvider.GetTimestamp(), FirstDelay),
            (_, conflict) => (conflict.First, conflict.Delay * 2 < MaxDelay ? conflict.Delay * 2 : MaxDelay));
        return timeProvider.GetElapsedTime(first) + delay > timeout ? null : new NextAttempt(delay, cause);
    }
}
