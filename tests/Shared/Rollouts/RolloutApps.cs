using System.Text.Json;
using System.Text.Json.Serialization;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Shared.Rollouts;

/// <summary>Six apps on an emulator, which a rollout updates and deploys. The emulator is in this process, which no test kills.</summary>
internal sealed class RolloutApps : IAsyncDisposable
{
    public const int Count = 6;

    private const string EarlierImageTag = "2.3.1";

    private static readonly JsonSerializerOptions JsonOptions = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly Dictionary<long, EmulatedAppSettings> _settingsBefore;
    private readonly RolloutFailureAction _onFailure;
    private readonly long? _failingApp;

    private RolloutApps(SpiceCloudEmulator cloud, RolloutFailureAction onFailure, long? failingApp, TimeSpan duration)
    {
        Cloud = cloud;
        _onFailure = onFailure;
        _failingApp = failingApp;
        for (int id = 1; id <= Count; id++)
        {
            EmulatedApp app = cloud.AddApp(id).WithDefaultScript(Script().RunsFor(duration));
            app.StartDeployment(script: Script(), values: new DeploymentValues { ImageTag = EarlierImageTag });
            if (id == failingApp)
            {
                app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(duration).Fails();
            }
        }

        _settingsBefore = cloud.Apps.ToDictionary(app => app.Id, app => app.Settings);
    }

    public SpiceCloudEmulator Cloud { get; }

    /// <summary>The status that the rollout has when nothing is lost.</summary>
    public RolloutStatus ExpectedStatus => (_failingApp, _onFailure) switch
    {
        (null, _) => RolloutStatus.Succeeded,
        (_, RolloutFailureAction.RollBack) => RolloutStatus.RolledBack,
        _ => RolloutStatus.Failed,
    };

    /// <param name="onFailure">What the rollout does after a failure.</param>
    /// <param name="failingApp">The app whose deployment fails, or <c>null</c>.</param>
    /// <param name="duration">The duration of each deployment.</param>
    public static async Task<RolloutApps> StartAsync(RolloutFailureAction onFailure, long? failingApp, TimeSpan duration = default) =>
        new(await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken), onFailure, failingApp, duration);

    /// <summary>A deployment that completes so soon that it does not prevent a second one.</summary>
    private static DeploymentScript Script() => new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

    /// <summary>Returns what is lost or double on the service or in the journal of the rollout, or <c>null</c>.</summary>
    public async Task<string?> FindFailureAsync(IRolloutStore store, string rolloutId)
    {
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = Cloud.BaseAddress, AccessToken = Cloud.AccessToken });
        await using var rollouts = new RolloutClient(client, store);
        Rollout rollout = await rollouts.GetAsync(rolloutId, TestContext.Current.CancellationToken);
        IReadOnlyList<string> lines = await store.LoadAsync(rolloutId, TestContext.Current.CancellationToken);
        RolloutEvent[] journal = [.. lines.Select(line => JsonSerializer.Deserialize<RolloutEvent>(line, JsonOptions)!)];
        return rollout.Status != ExpectedStatus
            ? $"lost: the rollout is {RolloutReport.Create(rollout)}"
            : rollout.Targets.Select((target, index) => FindFailure(target, [.. journal.Where(next => next.Target == index)])).FirstOrDefault(failure => failure is not null);
    }

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();

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
