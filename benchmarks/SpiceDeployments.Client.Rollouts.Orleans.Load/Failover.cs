using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Orleans.Load;

/// <summary>Kills the silo that runs a rollout, each silo a process, and measures the time until another one polls. Nobody waits for the rollout.</summary>
internal static class Failover
{
    private const string Runner = "SpiceDeployments.Client.Rollouts.Orleans.KillRunner";
    private const int AppCount = 6;
    private const int ParallelClusters = 5;

    /// <summary>What the killed silo has sent arrives before.</summary>
    private static readonly TimeSpan ArrivalTime = TimeSpan.FromSeconds(0.25);

    /// <summary>Returns the times, in order.</summary>
    /// <param name="timing">The settings of the cluster: <c>fast</c> or <c>default</c>.</param>
    /// <param name="count">The number of times.</param>
    /// <param name="redis">The address of Redis.</param>
    public static async Task<IReadOnlyList<TimeSpan>> MeasureAsync(string timing, int count, string redis)
    {
        var times = new TimeSpan[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = ParallelClusters }, async (index, _) =>
            times[index] = await MeasureAsync(timing, redis));
        return [.. times.Order()];
    }

    private static async Task<TimeSpan> MeasureAsync(string timing, string redis)
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isWatched = false;
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Output = OnRequest });
        for (int id = 1; id <= AppCount; id++)
        {
            cloud.AddApp(id).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromHours(1)));
        }

        string cluster = Guid.NewGuid().ToString("N");
        using Process killed = await StartAsync("start", "stored TargetDeploying"); // Alone, so that this silo runs the rollout.
        using Process other = await StartAsync("serve", "silo started");
        using Process third = await StartAsync("serve", "silo started");
        killed.Kill();
        long start = Stopwatch.GetTimestamp();
        await killed.WaitForExitAsync();
        await Task.Delay(ArrivalTime, TimeProvider.System, CancellationToken.None);
        Volatile.Write(ref isWatched, true);
        await next.Task;
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        other.Kill();
        third.Kill();
        return time;

        void OnRequest(string line)
        {
            if (Volatile.Read(ref isWatched))
            {
                next.TrySetResult();
            }
        }

        async Task<Process> StartAsync(string role, string line)
        {
            string file = Path.Combine(GetDirectory(), Runner);
            string[] arguments =
            [
                redis, cluster, Text(FreePort.Find()), Text(FreePort.Find()), cloud.BaseAddress.ToString(), cloud.AccessToken, "failover", Text(AppCount), role, "Stop", timing,
            ];
            Process process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
            while (await process.StandardOutput.ReadLineAsync() is { } output && !output.StartsWith(line, StringComparison.Ordinal))
            {
            }

            _ = process.StandardOutput.ReadToEndAsync();
            return process;
        }
    }

    private static string GetDirectory() => typeof(Failover).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key is "RunnerDirectory").Value!;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
