using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DeployCluster.Silos;
using SpiceDeployments.Client.Rollouts;

namespace DeployCluster.Demo;

/// <summary>A rollout that one silo runs and another one streams to this program. Writes its progress, and kills the silo that runs it after some apps.</summary>
internal sealed class ObservedRollout(SiloCluster cluster, SiloProcess runner, SiloProcess observer, string id)
{
    private const int AppsBeforeTheKill = 10;

    /// <summary>The next apps start meanwhile. Otherwise one of them is often between its intent and its request, which extends the demo by 50 seconds.</summary>
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(0.4);

    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _killedAt;
    private bool _isClaimed;
    private int _succeeded;

    /// <summary>Returns when the rollout has completed.</summary>
    public async Task WatchAsync(IReadOnlyList<long> apps, bool kills, CancellationToken cancellationToken)
    {
        await foreach (EventView next in ReadAsync(cancellationToken))
        {
            _startedAt ??= next.Time;
            switch (next)
            {
                case { Kind: RolloutEventKind.Claimed } when _isClaimed:
                    SiloProcess successor = await cluster.FindAsync(observer, id, cancellationToken);
                    Console.WriteLine($"\n--- {successor.Arguments.Name} continues the rollout, {Seconds(next.Time - (_killedAt ?? _startedAt.Value))} after the {(_killedAt is null ? "start" : "kill")}.\n");
                    break;
                case { Kind: RolloutEventKind.Claimed }:
                    _isClaimed = true;
                    break;
                case { Kind: RolloutEventKind.TargetSucceeded, Target: { } target }:
                    _succeeded++;
                    Console.WriteLine($"{Seconds(next.Time - _startedAt.Value),8}  app {apps[target]} succeeded");
                    break;
            }

            if (kills && _killedAt is null && _succeeded is AppsBeforeTheKill)
            {
                await Task.Delay(StartTime, cancellationToken);
                runner.Kill();
                _killedAt = DateTimeOffset.UtcNow;
                Console.WriteLine($"\n--- Killed {runner.Arguments.Name}, process {runner.ProcessId}, which ran the rollout: {_succeeded} of {apps.Count} apps have succeeded.");
            }
        }
    }

    private async IAsyncEnumerable<EventView> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Stream stream = await observer.Http.GetStreamAsync($"rollouts/{id}/events", cancellationToken);
        var parser = SseParser.Create(stream, (_, json) => JsonSerializer.Deserialize<EventView>(json, JsonSerializerOptions.Web)!);
        await foreach (SseItem<EventView> item in parser.EnumerateAsync(cancellationToken))
        {
            yield return item.Data;
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
