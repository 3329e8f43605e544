using System.Collections.Concurrent;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The delays after conflicts, and when they are too many.</summary>
internal sealed class ConflictDelays(TimeSpan timeout, TimeProvider timeProvider)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<int, (TimeSpan Delay, TimeSpan Sum)> _apps = new();
    private readonly ConcurrentDictionary<int, byte> _rejectedAlone = new();
    private long _lastCompletion = timeProvider.GetTimestamp();

    /// <summary>Forgets the conflicts, before other targets run.</summary>
    public void Clear()
    {
        _apps.Clear();
        _rejectedAlone.Clear();
        OnTargetCompleted();
    }

    /// <summary>A target has completed, so that the account has room again.</summary>
    public void OnTargetCompleted() => Interlocked.Exchange(ref _lastCompletion, timeProvider.GetTimestamp());

    /// <summary>The delay of an app that has another active deployment: 5, 10, 20, 30, 30 … seconds. <c>null</c> if their sum would exceed the timeout.</summary>
    public NextAttempt? NextOfApp(int index)
    {
        (TimeSpan delay, TimeSpan sum) = _apps.AddOrUpdate(index, _ => (FirstDelay, FirstDelay), (_, last) => (Clamp(last.Delay * 2), last.Sum + Clamp(last.Delay * 2)));
        return sum > timeout ? null : new NextAttempt(delay, NextAttemptCause.Conflict);
    }

    /// <summary>
    /// The delay of all apps while the account is full, or has sent too many requests. <c>null</c> if nothing else of the rollout is in flight and nothing has
    /// completed for the timeout.
    /// </summary>
    /// <param name="isAlone">Whether nothing else of the rollout is in flight.</param>
    /// <param name="cause">The cause.</param>
    /// <param name="delay">The delay, or <c>null</c>: as long again as since the last completion, 5 to 30 seconds.</param>
    public NextAttempt? NextOfAccount(bool isAlone, NextAttemptCause cause, TimeSpan? delay = null)
    {
        TimeSpan elapsed = timeProvider.GetElapsedTime(Interlocked.Read(ref _lastCompletion));
        return isAlone && elapsed > timeout ? null : new NextAttempt(delay ?? Clamp(elapsed), cause);
    }

    /// <summary>
    /// The delay after a limit of the plan, which may be that of the active deployments. <c>null</c> if the app was rejected twice while nothing else of the rollout
    /// was in flight, so that the limit is another one.
    /// </summary>
    public NextAttempt? NextOfPlanLimit(int index, bool isAlone)
    {
        if (!isAlone)
        {
            return NextOfAccount(isAlone, NextAttemptCause.AccountFull);
        }

        return _rejectedAlone.TryAdd(index, 0) ? new NextAttempt(FirstDelay, NextAttemptCause.Conflict) : null;
    }

    private static TimeSpan Clamp(TimeSpan delay) => delay < FirstDelay ? FirstDelay : delay > MaxDelay ? MaxDelay : delay;
}
