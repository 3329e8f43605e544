using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.KillTests;

/// <summary>Six apps on an emulator, and the directory with the journal of their rollout. The emulator is in this process, which no test kills.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string RolloutId = "build-7";

    private const int AppCount = 6;
    private const string EarlierImageTag = "2.3.1";

    private static readonly JsonSerializerOptions JsonOptions = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly List<Runner> _runners = [];
    private readonly Dictionary<long, EmulatedAppSettings> _settingsBefore;
    private readonly RolloutFailureAction _onFailure;

    private Scene(SpiceCloudEmulator cloud, RolloutFailureAction onFailure, long? failingApp)
    {
        Cloud = cloud;
        _onFailure = onFailure;
        FailingApp = failingApp;
        for (int id = 1; id <= AppCount; id++)
        {
            EmulatedApp app = cloud.AddApp(id).WithDefaultScript(Script());
            app.StartDeployment(script: Script(), values: new DeploymentValues { ImageTag = EarlierImageTag });
            if (id == failingApp)
            {
                app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails();
            }
        }

        _settingsBefore = cloud.Apps.ToDictionary(app => app.Id, app => app.Settings);
    }

    public SpiceCloudEmulator Cloud { get; }

    /// <summary>The app whose deployment fails, or <c>null</c>.</summary>
    public long? FailingApp { get; }

    /// <summary>Whether the journal has its last event.</summary>
    public bool IsCompleted => File.Exists(Path.Join(_directory, RolloutId, "completed"));

    /// <summary>The status that the rollout has when nothing is lost.</summary>
    public RolloutStatus ExpectedStatus => (FailingApp, _onFailure) switch
    {
        (null, _) => RolloutStatus.Succeeded,
        (_, RolloutFailureAction.RollBack) => RolloutStatus.RolledBack,
        _ => RolloutStatus.Failed,
    };

    public static async Task<Scene> StartAsync(RolloutFailureAction onFailure, long? failingApp) =>
        new(await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken), onFailure, failingApp);

    /// <summary>A deployment that completes so soon that it does not prevent a second one.</summary>
    public static DeploymentScript Script() => new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

    /// <param name="resumes">Whether the runner resumes the rollout. Otherwise it starts the rollout with the same request.</param>
    /// <param name="pauseAt">The points at which the runner waits.</param>
    public Runner StartRunner(bool resumes = false, params IEnumerable<string> pauseAt)
    {
        var runner = Runner.Start(
            pauseAt,
            [_directory, Cloud.BaseAddress.ToString(), Cloud.AccessToken, RolloutId, AppCount.ToString(CultureInfo.InvariantCulture), resumes ? "resume" : "start", $"{_onFailure}"]);
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
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = Cloud.BaseAddress, AccessToken = Cloud.AccessToken });
        using var store = new FileRolloutStore(_directory);
        await using var rollouts = new RolloutClient(client, store);
        Rollout rollout = await rollouts.GetAsync(RolloutId, TestContext.Current.CancellationToken);
        IReadOnlyList<string> lines = await store.LoadAsync(RolloutId, TestContext.Current.CancellationToken);
        RolloutEvent[] journal = [.. lines.Select(line => JsonSerializer.Deserialize<RolloutEvent>(line, JsonOptions)!)];
        return rollout.Status != ExpectedStatus
            ? $"lost: the rollout is {RolloutReport.Create(rollout)}"
            : rollout.Targets.Select((target, index) => FindFailure(target, [.. journal.Where(next => next.Target == index)])).FirstOrDefault(failure => failure is not null);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Runner runner in _runners)
        {
            await runner.DisposeAsync();
        }

        await Cloud.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>The requests, the journal and the output of each runner, for the message of a failure.</summary>
    public override string ToString()
    {
        string journal = Path.Join(_directory, RolloutId, "journal.jsonl");
        return $"{Cloud.GetTimeline()}\n{(File.Exists(journal) ? File.ReadAllText(journal) : "no journal")}\n{string.Join('\n', _runners)}";
    }

    private string? FindFailure(RolloutTargetState target, IReadOnlyList<RolloutEvent> journal)
    {
        EmulatedApp app = Cloud.GetApp(target.Target.AppId);
        EmulatedDeployment[] created = [.. app.Deployments.Where(deployment => deployment.CreationSource is "api")];
        Guid[] keys = [.. journal.Select(next => next.Intent?.Key).OfType<Guid>().Distinct()];
        int expected = target.Status switch
        {
            RolloutTargetStatus.Skipped => 0,
            RolloutTargetStatus.RolledBack => target.DeploymentId is null ? 0 : 2, // An app that was only updated is not deployed.
            _ => 1,
        };
        string? failure = target.Status switch
        {
            _ when keys.Any(key => created.Count(deployment => IsMarked(deployment, key)) > 1) => "double: a key has two deployments",
            _ when created.Any(deployment => !keys.Any(key => IsMarked(deployment, key))) => "double: a deployment has no intent in the journal",
            _ when created.Length > expected => "double: more deployments than the status needs",
            _ when created.Length < expected => "lost: fewer deployments than the status needs",
            RolloutTargetStatus.Succeeded => Find(created, target.DeploymentId)?.Status is "succeeded" ? null : "lost: the deployment has not succeeded",
            RolloutTargetStatus.Failed => Find(created, target.DeploymentId)?.Status is "failed" ? null : "lost: the deployment has not failed",
            RolloutTargetStatus.RolledBack when app.Settings != _settingsBefore[app.Id] => "lost: the values of the app were not put back",
            RolloutTargetStatus.RolledBack => target.DeploymentId is null || Find(created, target.RollbackDeploymentId)?.Status is "succeeded" ? null : "lost: the app was not deployed again",
            RolloutTargetStatus.Skipped => app.Settings == _settingsBefore[app.Id] || target.Before is not null ? null : "lost: the app was changed, and the journal has no earlier values",
            _ => $"lost: the app is {target.Status}",
        };
        return failure is null ? null : $"{failure}: app {app.Id} is {target.Status}, deployments {target.DeploymentId} and {target.RollbackDeploymentId}";
    }

    private static EmulatedDeployment? Find(EmulatedDeployment[] created, long? id) => Array.Find(created, deployment => deployment.Id == id);

    private static bool IsMarked(EmulatedDeployment deployment, Guid key) => deployment.CommitMessage?.Contains(key.ToString("D"), StringComparison.Ordinal) is true;
}
