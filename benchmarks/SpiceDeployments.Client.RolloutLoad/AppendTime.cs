using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.ConcurrentWaits;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>
/// Measures the processor time of an append without the disk, in a rollout whose client responds without requests. What else the rollout does for each app is
/// included.
/// </summary>
internal static class AppendTime
{
    public static TimeSpan Measure(int apps, int concurrency, int repetitions) =>
        TimeSpan.FromSeconds(Medians.Of(Enumerable.Range(0, repetitions).Select(_ => Measure(apps, concurrency).TotalSeconds)));

    private static TimeSpan Measure(int apps, int concurrency)
    {
        var clock = new VirtualClock();
        var store = new CountingStore(clock);
        var client = new InstantClient();
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IRolloutStore>(store)
            .AddSingleton<IDeploymentsClient>(client)
            .AddSingleton<IAppsClient>(client)
            .AddSpiceRollouts(_ => { })
            .BuildServiceProvider();
        IRolloutClient rollouts = services.GetRequiredService<IRolloutClient>();
        var request = new RolloutRequest { Targets = Targets.Create(apps), MaxConcurrency = concurrency };
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        VirtualRun.Complete(clock, RunAsync(rollouts, request));
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
        VirtualRun.Complete(clock, services.DisposeAsync().AsTask());
        return cpu / store.TargetLines;
    }

    private static async Task RunAsync(IRolloutClient rollouts, RolloutRequest request)
    {
        await rollouts.StartAsync("appends", request);
        await rollouts.WaitForCompletionAsync("appends");
    }
}
