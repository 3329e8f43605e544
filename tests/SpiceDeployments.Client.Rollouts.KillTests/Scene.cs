using System.Globalization;

namespace SpiceDeployments.Client.Rollouts.KillTests;

/// <summary>Six apps and the directory with the journal of their rollout.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string RolloutId = "build-7";

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly List<Runner> _runners = [];
    private readonly RolloutFailureAction _onFailure;

    private Scene(RolloutApps apps, RolloutFailureAction onFailure)
    {
        Apps = apps;
        _onFailure = onFailure;
    }

    public RolloutApps Apps { get; }

    /// <summary>Whether the journal has its last event.</summary>
    public bool IsCompleted => File.Exists(Path.Join(_directory, RolloutId, "completed"));

    public static async Task<Scene> StartAsync(RolloutFailureAction onFailure, long? failingApp) => new(await RolloutApps.StartAsync(onFailure, failingApp), onFailure);

    /// <param name="resumes">Whether the runner resumes the rollout. Otherwise it starts the rollout with the same request.</param>
    /// <param name="pauseAt">The points at which the runner waits.</param>
    public Runner StartRunner(bool resumes = false, params IEnumerable<string> pauseAt)
    {
        var runner = Runner.Start(
            pauseAt,
            [_directory, Apps.Cloud.BaseAddress.ToString(), Apps.Cloud.AccessToken, RolloutId, RolloutApps.Count.ToString(CultureInfo.InvariantCulture), resumes ? "resume" : "start", $"{_onFailure}"]);
        _runners.Add(runner);
        return runner;
    }

    /// <summary>Starts a runner and waits until it is at the point.</summary>
    public async Task<Runner> StartPausedRunnerAsync(string pauseAt, bool resumes = false)
    {
        Runner runner = StartRunner(resumes, pauseAt);
        await runner.WaitForAsync($"paused at {pauseAt}");
        return runner;
    }

    /// <summary>Returns what is lost or double on the service or in the journal, or <c>null</c>.</summary>
    public async Task<string?> FindFailureAsync()
    {
        using var store = new FileRolloutStore(_directory);
        return await Apps.FindFailureAsync(store, RolloutId);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Runner runner in _runners)
        {
            await runner.DisposeAsync();
        }

        await Apps.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>The requests, the journal and the output of each runner, for the message of a failure.</summary>
    public override string ToString()
    {
        string journal = Path.Join(_directory, RolloutId, "journal.jsonl");
        return $"{Apps.Cloud.GetTimeline()}\n{(File.Exists(journal) ? File.ReadAllText(journal) : "no journal")}\n{string.Join('\n', _runners)}";
    }
}
