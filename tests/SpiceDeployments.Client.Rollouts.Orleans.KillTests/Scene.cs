using System.Globalization;

namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>Six apps, and the silos that deploy them in a rollout, each a process.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string RolloutId = "build-7";

    /// <summary>Silos consider each other dead after three seconds without a response, and the reminders have a period of two seconds.</summary>
    public const string FastTiming = "fast";

    /// <summary>The defaults of Orleans.</summary>
    public const string DefaultTiming = "default";

    private readonly List<Runner> _silos = [];
    private readonly string _redis;
    private readonly RolloutFailureAction _onFailure;
    private readonly SiloNetwork? _network;

    private Scene(RolloutApps apps, string redis, RolloutFailureAction onFailure, SiloNetwork? network)
    {
        Apps = apps;
        _redis = redis;
        _onFailure = onFailure;
        _network = network;
    }

    public RolloutApps Apps { get; }

    /// <summary>The name of the cluster, with which its keys in Redis begin.</summary>
    public string Cluster { get; } = Guid.NewGuid().ToString("N");

    /// <param name="redis">The address of Redis.</param>
    /// <param name="onFailure">What the rollout does after a failure.</param>
    /// <param name="failingApp">The app whose deployment fails, or <c>null</c>.</param>
    /// <param name="duration">The duration of each deployment.</param>
    /// <param name="network">The network between the silos, or <c>null</c> if they reach each other directly.</param>
    public static async Task<Scene> StartAsync(
        string redis, RolloutFailureAction onFailure = RolloutFailureAction.Stop, long? failingApp = null, TimeSpan duration = default, SiloNetwork? network = null) =>
        new(await RolloutApps.StartAsync(onFailure, failingApp, duration), redis, onFailure, network);

    /// <summary>Starts a silo that serves the rollouts of others, and waits until it is a member of the cluster.</summary>
    /// <param name="pauseAt">The points at which the silo is held.</param>
    public async Task<Runner> StartSiloAsync(params IEnumerable<string> pauseAt)
    {
        Runner silo = StartSilo("serve", pauseAt, FastTiming);
        await silo.WaitForAsync("silo started");
        return silo;
    }

    /// <summary>Starts a silo that starts the rollout, or continues it, and waits for its completion.</summary>
    /// <param name="pauseAt">The points at which the silo is held.</param>
    public Runner StartRollout(params IEnumerable<string> pauseAt) => StartSilo("start", pauseAt, FastTiming);

    /// <summary>Starts the rollout on the only silo of the cluster, which is held directly after an event was stored.</summary>
    public async Task<Runner> StartPausedRolloutAsync(string kind, string timing = FastTiming)
    {
        Runner silo = StartSilo("start", [kind], timing);
        await silo.WaitForAsync($"paused at {kind}");
        return silo;
    }

    /// <summary>Waits for the rollout on a new silo, and asserts that nothing is lost or double. Returns the journal.</summary>
    public async Task<IReadOnlyList<string>> AssertCompletesAsync()
    {
        Runner silo = StartRollout();
        await silo.WaitForAsync("completed");
        await AssertNothingIsLostOrDoubleAsync(silo);
        return GetJournal(silo);
    }

    /// <summary>Asserts that nothing is lost or double on the service or in the journal that a silo has written.</summary>
    public async Task AssertNothingIsLostOrDoubleAsync(Runner silo)
    {
        string? failure = await FindFailureAsync(silo);
        Assert.True(failure is null, $"{failure}\n{this}");
    }

    /// <summary>Returns how often another silo has continued the rollout, by the journal that a silo has written.</summary>
    public static int CountFailovers(Runner silo) => GetJournal(silo).Count(line => line.Contains("\"kind\":\"Claimed\"", StringComparison.Ordinal)) - 1;

    /// <summary>Returns the number of lines that begin with the text, in the output of all silos.</summary>
    public int CountLines(string text) => _silos.Sum(silo => silo.Lines.Count(line => line.StartsWith(text, StringComparison.Ordinal)));

    /// <summary>Returns what is lost or double on the service or in the journal that a silo has written, or <c>null</c>.</summary>
    public async Task<string?> FindFailureAsync(Runner silo)
    {
        string directory = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using var store = new FileRolloutStore(directory);
            await store.AppendAsync(RolloutId, 0, GetJournal(silo), isCompleted: true, TestContext.Current.CancellationToken);
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

    private static string[] GetJournal(Runner silo)
    {
        const string prefix = "journal ";
        return [.. silo.Lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..])];
    }

    private Runner StartSilo(string role, IEnumerable<string> pauseAt, string timing)
    {
        int port = FreePort.Find();
        int reachedAt = _network?.Add(port) ?? port;
        var silo = Runner.Start(
            pauseAt,
            [
                _redis, Cluster, Text(reachedAt), Text(port), Apps.Cloud.BaseAddress.ToString(), Apps.Cloud.AccessToken,
                RolloutId, Text(RolloutApps.Count), role, $"{_onFailure}", timing,
            ]);
        _silos.Add(silo);
        return silo;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
