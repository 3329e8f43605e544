using System.Runtime.CompilerServices;
using System.Text.Json;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>
/// The memory for each app that a running rollout holds, and that is free again after its disposal, except the copy of the request that the rollout makes when
/// it starts. The lines of the journal are not included, because the disk holds them.
/// </summary>
/// <param name="Request">The memory, in bytes, of an app in the copy of the request.</param>
/// <param name="NotStarted">The memory, in bytes, of an app that has not started.</param>
/// <param name="Completed">The memory, in bytes, of an app that has completed.</param>
internal sealed record KeptMemory(double Request, double NotStarted, double Completed)
{
    public static KeptMemory Measure(int apps, int concurrency)
    {
        double request = MeasureRequest(apps);
        return new KeptMemory(request, MeasureNotStarted(apps) - request, MeasureCompleted(apps, concurrency) - request);
    }

    private static double MeasureRequest(int apps)
    {
        string json = JsonSerializer.Serialize(new RolloutRequest { Targets = Targets.Create(apps) });
        var copy = new StrongBox<RolloutRequest?>();
        Read(json, copy);
        double bytes = MeasureRelease(() => copy.Value = null);
        GC.KeepAlive(json);
        return bytes / apps;
    }

    /// <summary>One app is in flight, all others wait.</summary>
    private static double MeasureNotStarted(int apps) => Measure(apps, concurrency: 1, store => store.TargetLines > 1);

    /// <summary>One app is in flight, all others have completed.</summary>
    private static double MeasureCompleted(int apps, int concurrency) => Measure(apps, concurrency, store => store.TargetLines > 3 * (apps - 1));

    private static double Measure(int apps, int concurrency, Func<CountingStore, bool> isReached)
    {
        using var load = new Load(apps, isLastSlow: true);
        var store = new CountingStore(load.Clock);
        var rollouts = new StrongBox<RolloutClient?>();
        Start(load, new RolloutRequest { Targets = load.Apps, MaxConcurrency = concurrency }, store, rollouts);
        VirtualRun.AdvanceUntil(load.Clock, () => isReached(store));
        double bytes = MeasureRelease(() => Stop(load, rollouts));
        GC.KeepAlive(load.Apps);
        return bytes / apps;
    }

    /// <summary>Pools, which free their buffers at any time, do not count: both measurements follow one another.</summary>
    private static double MeasureRelease(Action release)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        release();
        return before - GC.GetTotalMemory(forceFullCollection: true);
    }

    // Methods of their own, so that no local variable of the caller holds what is to be released.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Read(string json, StrongBox<RolloutRequest?> copy) => copy.Value = JsonSerializer.Deserialize<RolloutRequest>(json);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Start(Load load, RolloutRequest request, CountingStore store, StrongBox<RolloutClient?> rollouts)
    {
        rollouts.Value = load.CreateRolloutClient(store);
        VirtualRun.Complete(load.Clock, rollouts.Value.StartAsync("memory", request));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Stop(Load load, StrongBox<RolloutClient?> rollouts)
    {
        VirtualRun.Complete(load.Clock, rollouts.Value!.DisposeAsync().AsTask());
        rollouts.Value = null;
        while (load.Clock.Delays > 0)
        {
            load.Clock.AdvanceToNextDelay(); // The clock holds the timers of canceled delays, and with them the rollout, until they are due.
        }
    }
}
