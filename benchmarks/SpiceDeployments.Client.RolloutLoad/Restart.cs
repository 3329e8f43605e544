using System.Diagnostics;
using System.Globalization;
using SpiceDeployments.Client.ConcurrentWaits;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>
/// Measures the time from <see cref="RolloutClient.ResumeAsync"/> to the first poll in new processes, which read the files of a rollout that has nearly completed:
/// all apps have completed, except those in flight.
/// </summary>
internal sealed class Restart : IDisposable
{
    /// <summary>The first argument of a process that measures one restart. The second one is the directory of the rollout.</summary>
    public const string Argument = "--restart";

    private const string RolloutId = "restart";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rollout-load-");

    /// <summary>The number of apps in flight.</summary>
    public int InFlight { get; private set; }

    /// <summary>Runs a rollout until its last app is in flight.</summary>
    public void Prepare(int apps, int concurrency)
    {
        using var load = new Load(apps);
        using var store = new FileRolloutStore(_directory.FullName);
        RolloutClient rollouts = load.CreateRolloutClient(store);
        VirtualRun.Complete(load.Clock, rollouts.StartAsync(RolloutId, new RolloutRequest { Targets = load.Apps, MaxConcurrency = concurrency }));
        VirtualRun.AdvanceUntil(load.Clock, () => load.Service.Creates == apps);
        Task<Rollout> state = rollouts.GetAsync(RolloutId);
        VirtualRun.Complete(load.Clock, state);
        InFlight = state.Result.Count(RolloutTargetStatus.Deploying);
        VirtualRun.Complete(load.Clock, rollouts.DisposeAsync().AsTask());
    }

    /// <summary>Returns the medians of several new processes: the time to the first poll, and the processor time until then.</summary>
    public (TimeSpan Time, TimeSpan Cpu) Measure(int processes)
    {
        (double Time, double Cpu)[] measured = [.. Enumerable.Range(0, processes).Select(_ => MeasureProcess())];
        return (TimeSpan.FromSeconds(Medians.Of(measured.Select(times => times.Time))), TimeSpan.FromSeconds(Medians.Of(measured.Select(times => times.Cpu))));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Measures one restart in this process, and prints the time and the processor time, in seconds.</summary>
    public static async Task RunAsync(string directory)
    {
        var clock = new VirtualClock();
        using var service = new SimulatedService(0, clock);
        using DeploymentsClient client = Load.CreateClient(clock, service);
        using var store = new FileRolloutStore(directory);
        await using var rollouts = new RolloutClient(client, store, clock);
        TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await rollouts.ResumeAsync(RolloutId);
        await service.FirstRequest;
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - cpuBefore;
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} {cpu.TotalSeconds}"));
    }

    private (double Time, double Cpu) MeasureProcess()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Argument, _directory.FullName]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 && output.Split(' ') is [var time, var cpu]
            ? (double.Parse(time, CultureInfo.InvariantCulture), double.Parse(cpu, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The process exited with code {process.ExitCode}.");
    }
}
