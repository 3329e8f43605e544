using System.Globalization;

namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>Six apps, and the silos that deploy them in a rollout, each a process.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string RolloutId = "build-7";

    private readonly List<Runner> _silos = [];
    private readonly RedisFixture _redis;
    private readonly RolloutFailureAction _onFailure;

    private Scene(RolloutApps apps, RedisFixture redis, RolloutFailureAction onFailure)
    {
        Apps = apps;
        _redis = redis;
        _onFailure = onFailure;
    }

    public RolloutApps Apps { get; }

    /// <summary>The name of the cluster, with which its keys in Redis begin.</summary>
    public string Cluster { get; } = Guid.NewGuid().ToString("N");

    /// <param name="redis">The storage of the silos.</param>
    /// <param name="onFailure">What the rollout does after a failure.</param>
    /// <param name="failingApp">The app whose deployment fails, or <c>null</c>.</param>
    /// <param name="duration">The duration of each deployment.</param>
    public static async Task<Scene> StartAsync(
        RedisFixture redis, RolloutFailureAction onFailure = RolloutFailureAction.Stop, long? failingApp = null, TimeSpan duration = default) =>
        new(await RolloutApps.StartAsync(onFailure, failingApp, duration), redis, onFailure);

    /// <summary>Starts a silo that serves the rollouts of others, and waits until it is a member of the cluster.</summary>
    /// <param name="pauseAt">The points at which the silo is held.</param>
    public async Task<Runner> StartSiloAsync(params IEnumerable<string> pauseAt)
    {
        Runner silo = StartSilo("serve", pauseAt);
        await silo.WaitForAsync("silo started");
        return silo;
    }

    /// <summary>Starts a silo that starts the rollout, or continues it, and waits for its completion.</summary>
    /// <param name="pauseAt">The points at which the silo is held.</param>
    public Runner StartRollout(params IEnumerable<string> pauseAt) => StartSilo("start", pauseAt);

    /// <summary>Starts the rollout on the only silo of the cluster, which is held directly after an event was stored.</summary>
    public async Task<Runner> StartPausedRolloutAsync(string kind)
    {
        Runner silo = StartRollout(kind);
        await silo.WaitForAsync($"paused at {kind}");
        return silo;
    }

    /// <summary>Waits for the rollout on a new silo, and asserts that nothing is lost or double.</summary>
    public async Task AssertCompletesAsync()
    {
        Runner silo = StartRollout();
        await silo.WaitForAsync("completed");
        string? failure = await FindFailureAsync(silo);
        Assert.True(failure is null, $"{failure}\n{this}");
    }

    /// <summary>Returns what is lost or double on the service or in the journal that a silo has written, or <c>null</c>.</summary>
    public async Task<string?> FindFailureAsync(Runner silo)
    {
        const string prefix = "journal ";
        string directory = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using var store = new FileRolloutStore(directory);
            string[] lines = [.. silo.Lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..])];
            await store.AppendAsync(RolloutId, 0, lines, isCompleted: true, TestContext.Current.CancellationToken);
            return await Apps.FindFailureAsync(store, RolloutId);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Runner silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await Apps.DisposeAsync();
    }

    /// <summary>The requests and the output of each silo, for the message of a failure.</summary>
    public override string ToString() => $"{Apps.Cloud.GetTimeline()}\n{string.Join('\n', _silos)}";

    private Runner StartSilo(string role, IEnumerable<string> pauseAt)
    {
        var silo = Runner.Start(
            pauseAt,
            [
                _redis.Address, Cluster, Text(FreePort.Find()), Text(FreePort.Find()), Apps.Cloud.BaseAddress.ToString(), Apps.Cloud.AccessToken,
                RolloutId, Text(RolloutApps.Count), role, $"{_onFailure}", "fast",
            ]);
        _silos.Add(silo);
        return silo;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
