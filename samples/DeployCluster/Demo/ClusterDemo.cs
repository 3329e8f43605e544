using System.Runtime.InteropServices;
using DeployCluster.Silos;

namespace DeployCluster.Demo;

/// <summary>Starts a rollout on a cluster, kills the silo that runs it, waits for its completion through another one, and compares the result with the emulator.</summary>
internal static class ClusterDemo
{
    private const int Succeeded = 0;
    private const int NotSucceeded = 1;
    private const int AppCount = 30;
    private const string RolloutId = "fleet";

    /// <summary>Longer than the demo takes, also if an app was between its intent and its request when the silo was killed.</summary>
    private static readonly TimeSpan DemoTimeout = TimeSpan.FromSeconds(110);

    public static async Task<int> RunAsync(bool holds)
    {
        string logDirectory = Directory.CreateTempSubdirectory("spice-cluster-").FullName;
        if (!await TryRunAsync(holds, logDirectory))
        {
            await Console.Error.WriteLineAsync($"The logs of the silos are in {logDirectory}.");
            return NotSucceeded;
        }

        Directory.Delete(logDirectory, recursive: true);
        return Succeeded;
    }

    /// <summary>Returns whether each app has one deployment, which the rollout knows. The silos have exited then.</summary>
    private static async Task<bool> TryRunAsync(bool holds, string logDirectory)
    {
        using var timeout = new CancellationTokenSource(DemoTimeout);
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(AppCount);
        await using var cluster = new SiloCluster();
        bool hasRedis = Environment.GetEnvironmentVariable("REDIS") is { Length: > 0 };
        Console.WriteLine(hasRedis
            ? "The list of the silos, the journal and the reminders are in Redis, which survives every silo."
            : "REDIS is not set: the state is in the memory of the silos and is lost with them, so that none is killed. To see a failover, run samples/DeployCluster/run.sh.");

        try
        {
            await cluster.StartAsync(CreateEnvironment(fleet), logDirectory, timeout.Token);
            Console.WriteLine($"Three silos: processes {string.Join(", ", cluster.Silos.Select(silo => silo.ProcessId))}");
            bool isComplete = await RollOutAsync(cluster, fleet, kills: hasRedis, timeout.Token);
            if (holds)
            {
                await WaitForInterruptAsync();
            }

            return isComplete;
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync(timeout.IsCancellationRequested ? "The rollout did not complete in time." : exception.Message);
            return false;
        }
    }

    private static async Task<bool> RollOutAsync(SiloCluster cluster, EmulatedFleet fleet, bool kills, CancellationToken cancellationToken)
    {
        long[] apps = [.. fleet.Apps.Select(app => app.Id)];
        var body = new RolloutBody { Apps = apps, ImageTag = "2.4.0" };
        using HttpResponseMessage started = await cluster.Silos[0].Http.PostAsJsonAsync($"rollouts/{RolloutId}", body, cancellationToken);
        started.EnsureSuccessStatusCode();
        SiloProcess runner = await cluster.FindAsync(cluster.Silos[0], RolloutId, cancellationToken);
        SiloProcess observer = cluster.Silos.First(silo => silo != runner);
        Console.WriteLine($"{runner.Arguments.Name} runs the rollout of {AppCount} apps. This program waits through {observer.Arguments.Name}.");
        Console.WriteLine($"Dashboard of Orleans: {new Uri(observer.Http.BaseAddress!, "dashboard/")}\n");

        await new ObservedRollout(cluster, runner, observer, RolloutId).WatchAsync(apps, kills, cancellationToken);

        RolloutView result = (await observer.Http.GetFromJsonAsync<RolloutView>($"rollouts/{RolloutId}", cancellationToken))!;
        Console.WriteLine($"\n{result.Summary}");
        return DemoReport.Write(fleet.Apps, result);
    }

    private static async Task WaitForInterruptAsync()
    {
        var interrupt = new TaskCompletionSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        Console.WriteLine("The silos run until you press Ctrl+C.");
        await interrupt.Task;

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true; // This program then stops the silos and deletes their logs.
            interrupt.TrySetResult();
        }
    }

    /// <summary>Each run has another emulator, so that it must not continue the rollouts of an earlier one. In a real service, both names are constant.</summary>
    private static Dictionary<string, string> CreateEnvironment(EmulatedFleet fleet)
    {
        string cluster = $"deploy-cluster-{Guid.NewGuid():N}";
        return new(fleet.ClientConfiguration, StringComparer.Ordinal) { ["Orleans__ServiceId"] = cluster, ["Orleans__ClusterId"] = cluster };
    }
}
