using System.Diagnostics;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>The costs of the same deployments in a rollout and in a loop by hand, measured alternately.</summary>
internal sealed class Comparison
{
    private static readonly TimeSpan MeasuresMemoryAt = TimeSpan.FromMinutes(1);

    private Comparison(IReadOnlyList<Cost> loops, IReadOnlyList<Cost> rollouts)
    {
        Loop = GetMedian(loops);
        Rollout = GetMedian(rollouts);
        CpuRatio = Medians.Of(rollouts.Zip(loops, (rollout, loop) => rollout.Cpu / loop.Cpu));
    }

    public Cost Loop { get; }

    public Cost Rollout { get; }

    /// <summary>The median ratio of the processor times of a rollout and of the loop before it.</summary>
    public double CpuRatio { get; }

    public double RequestRatio => (double)Rollout.Requests / Loop.Requests;

    public static Comparison Measure(int apps, int concurrency, int repetitions)
    {
        var loops = new List<Cost>();
        var rollouts = new List<Cost>();
        while (rollouts.Count < repetitions)
        {
            loops.Add(Measure(apps, load => load.RunLoopAsync(concurrency)));
            rollouts.Add(Measure(apps, load => load.RunRolloutAsync(new CountingStore(load.Clock), concurrency)));
        }

        return new Comparison(loops, rollouts);
    }

    private static Cost Measure(int apps, Func<Load, Task> run)
    {
        using var load = new Load(apps);
        long bytesBefore = GC.GetTotalMemory(forceFullCollection: true);
        TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        Task running = run(load);
        VirtualRun.AdvanceUntil(load.Clock, () => load.Clock.Elapsed > MeasuresMemoryAt);
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - bytesBefore;
        VirtualRun.Complete(load.Clock, running);
        return new Cost(apps, load.Service.Requests, Process.GetCurrentProcess().TotalProcessorTime - cpuBefore, bytes);
    }

    private static Cost GetMedian(IReadOnlyList<Cost> costs) => costs[0] with
    {
        Requests = costs.Max(cost => cost.Requests),
        Cpu = TimeSpan.FromSeconds(Medians.Of(costs.Select(cost => cost.Cpu.TotalSeconds))),
        Bytes = (long)Medians.Of(costs.Select(cost => (double)cost.Bytes)),
    };
}
