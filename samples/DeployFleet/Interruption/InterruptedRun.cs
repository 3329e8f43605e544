using DeployFleet.Apps;
using DeployFleet.CommandLine;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DeployFleet.Interruption;

/// <summary>Runs the rollout in another process, kills that process, starts it again, and checks what is on the emulator in this process.</summary>
internal static class InterruptedRun
{
    private const int NotSucceeded = 1;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(EmulatedFleet fleet, FleetArguments arguments, CancellationToken cancellationToken)
    {
        using var store = new FileRolloutStore(arguments.JournalDirectory);
        await using (var first = RolloutProcess.Start(fleet, arguments))
        {
            await WaitForEventsAsync(first, store, arguments, cancellationToken);
            await first.KillAsync();
        }

        IReadOnlyList<string> events = await store.LoadAsync(arguments.RolloutId, cancellationToken);
        Console.WriteLine($"\n--- Killed the process after {events.Count} events. Starting it again.\n");
        await using var second = RolloutProcess.Start(fleet, arguments);
        int exitCode = await second.WaitForExitAsync(cancellationToken);
        return await ReportAsync(fleet, store, arguments.RolloutId, cancellationToken) ? exitCode : NotSucceeded;
    }

    /// <summary>Waits until the journal has the number of events, or the process has exited. The process may store more before it is killed.</summary>
    private static async Task WaitForEventsAsync(RolloutProcess process, FileRolloutStore store, FleetArguments arguments, CancellationToken cancellationToken)
    {
        while (!process.HasExited && (await store.LoadAsync(arguments.RolloutId, cancellationToken)).Count < arguments.KillAfter)
        {
            await Task.Delay(CheckInterval, cancellationToken);
        }
    }

    /// <summary>Compares the deployments on the emulator with those in the journal. Returns whether they are the same.</summary>
    private static async Task<bool> ReportAsync(EmulatedFleet fleet, FileRolloutStore store, string rolloutId, CancellationToken cancellationToken)
    {
        using var client = new DeploymentsClient(fleet.ClientOptions);
        await using var rollouts = new RolloutClient(client, store);
        Rollout rollout = await rollouts.GetAsync(rolloutId, cancellationToken);
        long[] created = [.. fleet.Apps.SelectMany(EmulatedFleet.GetCreated).Select(deployment => deployment.Id).Order()];
        long[] known = [.. rollout.Targets.SelectMany(target => new[] { target.DeploymentId, target.RollbackDeploymentId }).OfType<long>().Order()];
        bool areEqual = created.SequenceEqual(known);
        Console.WriteLine($"Two processes: {await DescribeWritersAsync(rollouts, rolloutId, cancellationToken)}.");
        Console.WriteLine(areEqual
            ? $"{created.Length} deployments were created, and each is in the journal: no app got two."
            : $"The deployments {string.Join(", ", created.Except(known))} are not in the journal.");
        return areEqual;
    }

    private static async Task<string> DescribeWritersAsync(RolloutClient rollouts, string rolloutId, CancellationToken cancellationToken)
    {
        var counts = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (RolloutEvent stored in rollouts.WatchAsync(rolloutId, cancellationToken))
        {
            if (stored.Writer.Length > 0)
            {
                counts[stored.Writer] = counts.GetValueOrDefault(stored.Writer) + 1;
            }
        }

        return string.Join(", ", counts.Select(count => $"{count.Key} stored {count.Value} events"));
    }
}
