using System.Runtime.CompilerServices;
using System.Text.Json;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>
/// The memory for each app that a rollout holds while it runs: everything that is reachable, except the request of the caller, the copy of the request that
/// the rollout makes when it starts, and the lines of the journal, which the disk holds.
/// </summary>
/// <param name="Request">The memory, in bytes, of an app in the copy of the request.</param>
/// <param name="NotStarted">The memory, in bytes, of an app that has not started.</param>
/// <param name="Completed">The memory, in bytes, of an app that has completed.</param>
internal sealed record KeptMemory(double Request, double NotStarted, double Completed)
{
    public static KeptMemory Measure(int apps, int concurrency)
    {
        MeasureRequest(apps); // Fills the array pool of the serializer, which must not count.
        double request = MeasureRequest(apps);
        return new KeptMemory(request, MeasureNotStarted(apps) - request, MeasureCompleted(apps, concurrency) - request);
    }

    private static double MeasureRequest(int apps)
    {
        string json = JsonSerializer.Serialize(new RolloutRequest { Targets = Targets.Create(apps) });
        long before = GC.GetTotalMemory(forceFullCollection: true);
        RolloutRequest? copy = JsonSerializer.Deserialize<RolloutRequest>(json);
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(copy);
        GC.KeepAlive(json);
        return (double)bytes / apps;
    }

    /// <summary>One app is in flight, all others wait.</summary>
    private static double MeasureNotStarted(int apps) => Measure(apps, concurrency: 1, store => store.TargetLines > 1);

    /// <summary>One app is in flight, all others have completed.</summary>
    private static double MeasureCompleted(int apps, int concurrency) => Measure(apps, concurrency, store => store.TargetLines > 3 * (apps - 1));

    private static double Measure(int apps, int concurrency, Func<CountingStore, bool> isReached)
    {
        using var load = new Load(apps, isLastSlow: true);
        var request = new RolloutRequest { Targets = load.Apps, MaxConcurrency = concurrency };
        var store = new CountingStore(load.Clock);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        RolloutClient rollouts = load.CreateRolloutClient(store);
        Start(load, rollouts, request);
        VirtualRun.AdvanceUntil(load.Clock, () => isReached(store));
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        VirtualRun.Complete(load.Clock, rollouts.DisposeAsync().AsTask());
        GC.KeepAlive(request);
        return (double)bytes / apps;
    }

    /// <summary>A method of its own, so that no local variable holds the state at the start.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Start(Load load, RolloutClient rollouts, RolloutRequest request) => VirtualRun.Complete(load.Clock, rollouts.StartAsync("memory", request));
}
