using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Orleans.Load;

/// <summary>
/// Kills the silo that runs a rollout, at a random time, each silo a process, and measures the time until another one polls. Nobody waits for the rollout, so that its
/// reminder continues it: the time depends on when the next tick comes.
/// </summary>
internal static class Failover
{
    private const string Runner = "SpiceDeployments.Client.Rollouts.Orleans.KillRunner";
    private const int AppCount = 6;

    /// <summary>More would take the processor from each other, of which the silos notice that they are slow.</summary>
    private const int ParallelClusters = 2;

    /// <summary>What the killed silo has sent arrives before.</summary>
    private static readonly TimeSpan ArrivalTime = TimeSpan.FromSeconds(0.25);

    /// <summary>Returns the times, in order.</summary>
    /// <param name="timing">The settings of the cluster: <c>fast</c> or <c>default</c>.</param>
    /// <param name="period">The period of the reminders with these settings.</param>
    /// <param name="count">The number of times.</param>
    /// <param name="redis">The address of Redis.</param>
    public static async Task<IReadOnlyList<TimeSpan>> MeasureAsync(string timing, TimeSpan period, int count, string redis)
    {
        var random = new Random(1);
        TimeSpan[] delays = [.. Enumerable.Range(0, count).Select(index => period * ((index + random.NextDouble()) / count))]; // One in each part of the period.
        random.Shuffle(delays);
        var times = new TimeSpan[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = ParallelClusters }, async (index, _) =>
        {
            await using var cluster = new Cluster(timing, redis);
            times[index] = await cluster.MeasureAsync(delays[index]);
        });
        return [.. times.Order()];
    }

    /// <summary>Three silos and the apps of a rollout whose deployments do not complete.</summary>
    private sealed class Cluster(string timing, string redis) : IAsyncDisposable
    {
        private readonly string _name = Guid.NewGuid().ToString("N");
        private readonly List<Process> _silos = [];
        private readonly TaskCompletionSource _polled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private SpiceCloudEmulator? _cloud;
        private volatile bool _isWatched;

        /// <summary>Kills the silo of the rollout after a delay, and returns the time until another one polls.</summary>
        public async Task<TimeSpan> MeasureAsync(TimeSpan delay)
        {
            _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Output = OnRequest });
            for (int id = 1; id <= AppCount; id++)
            {
                _cloud.AddApp(id).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromHours(1)));
            }

            Process killed = await StartAsync("start", "stored TargetDeploying"); // Alone, so that this silo runs the rollout.
            await StartAsync("serve", "silo started");
            await StartAsync("serve", "silo started");
            await Task.Delay(delay, TimeProvider.System, CancellationToken.None);
            killed.Kill();
            long start = Stopwatch.GetTimestamp();
            await killed.WaitForExitAsync();
            await Task.Delay(ArrivalTime, TimeProvider.System, CancellationToken.None);
            _isWatched = true;
            await _polled.Task;
            return Stopwatch.GetElapsedTime(start);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (Process silo in _silos)
            {
                silo.Kill();
                silo.Dispose();
            }

            if (_cloud is not null)
            {
                await _cloud.DisposeAsync();
            }
        }

        private void OnRequest(string line)
        {
            if (_isWatched)
            {
                _polled.TrySetResult();
            }
        }

        /// <summary>Starts a silo, and waits for a line of its output.</summary>
        private async Task<Process> StartAsync(string role, string line)
        {
            string port = Text(FreePort.Find());
            string[] arguments =
            [
                redis, _name, port, port, _cloud!.BaseAddress.ToString(), _cloud.AccessToken, "failover", Text(AppCount), role, "Stop", timing,
            ];
            var start = new ProcessStartInfo(Path.Combine(GetDirectory(), Runner), arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true, // The silo exits when this process does.
                RedirectStandardOutput = true,
            };
            Process silo = Process.Start(start)!;
            _silos.Add(silo);
            while (await silo.StandardOutput.ReadLineAsync() is { } output)
            {
                if (output.StartsWith(line, StringComparison.Ordinal))
                {
                    _ = silo.StandardOutput.ReadToEndAsync(); // A full pipe would hold the silo.
                    return silo;
                }
            }

            throw new InvalidOperationException($"The silo exited before it wrote '{line}'.");
        }
    }

    private static string GetDirectory() => typeof(Failover).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key is "RunnerDirectory").Value!;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
