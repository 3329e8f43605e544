using SpiceDeployments.Client.ConcurrentWaits;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>Advances a virtual clock whenever nothing is left to do at its present time.</summary>
internal static class VirtualRun
{
    /// <summary>Advances the clock until a task has completed.</summary>
    public static void Complete(VirtualClock clock, Task task)
    {
        AdvanceUntil(clock, () => task.IsCompleted);
        task.GetAwaiter().GetResult();
    }

    /// <summary>Advances the clock until a condition applies.</summary>
    public static void AdvanceUntil(VirtualClock clock, Func<bool> condition)
    {
        Settle();
        while (!condition())
        {
            if (clock.Delays is 0)
            {
                throw new InvalidOperationException("Nothing is left to wait for.");
            }

            clock.AdvanceToNextDelay();
            Settle();
        }
    }

    /// <summary>Waits until no thread of the pool works. All work is on the pool, except what this thread itself does while it advances the clock.</summary>
    private static void Settle()
    {
        var spin = default(SpinWait);
        while (!IsPoolIdle())
        {
            spin.SpinOnce();
        }
    }

    private static bool IsPoolIdle()
    {
        ThreadPool.GetMaxThreads(out int max, out _);
        ThreadPool.GetAvailableThreads(out int available, out _);
        return available == max && ThreadPool.PendingWorkItemCount is 0;
    }
}
