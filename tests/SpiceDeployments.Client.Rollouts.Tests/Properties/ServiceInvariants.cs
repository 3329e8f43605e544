using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>Compares a journal with what the service has.</summary>
internal sealed class ServiceInvariants(RolloutScenario scenario, ScenarioRecorder recorder, IReadOnlyList<RolloutEvent> journal, IReadOnlyList<EmulatedAppSettings> settingsBefore)
{
    private readonly IReadOnlyList<EmulatedApp> _apps = recorder.Cloud.Apps;

    /// <summary>Returns the first violation, or <c>null</c>.</summary>
    public string? FindViolation() =>
        Enumerable.Range(0, _apps.Count).Select(FindViolation).FirstOrDefault(violation => violation is not null) ?? FindConcurrencyViolation();

    /// <summary>The deployments of an app with the key of an intent, without those that no client could have prevented.</summary>
    private EmulatedDeployment[] FindDeployments(int index, Guid key) =>
        [.. _apps[index].Deployments.Where(deployment => IsMarked(deployment, key) && !recorder.IsUnpreventable(deployment, MaxVisibilityDelay))];

    /// <summary>The scripts apply to the deployments in the order in which they are created, which late requests change.</summary>
    private TimeSpan MaxVisibilityDelay => scenario.Apps.SelectMany(app => app.Deployments).Select(course => course.VisibilityDelay).DefaultIfEmpty().Max();

    private static bool IsMarked(EmulatedDeployment deployment, Guid key) => deployment.CommitMessage?.Contains(key.ToString("D"), StringComparison.Ordinal) is true;

    private string? FindViolation(int index)
    {
        var app = new AppHistory();
        foreach (RolloutEvent next in journal.Where(next => next.Target == index))
        {
            if (FindViolation(index, app, next) is { } violation)
            {
                return $"app {index + 1}, event {next.Sequence}, {next.Kind}: {violation}";
            }

            app.Follow(next);
        }

        return FindUnknownDeploymentViolation(index) ?? FindSettingsViolation(index, app);
    }

    private string? FindViolation(int index, AppHistory app, RolloutEvent next)
    {
        if (next.Intent is { } intent && FindDeployments(index, intent.Key) is { Length: > 1 } doubles)
        {
            return $"the key {intent.Key} has the deployments {string.Join(", ", doubles.Select(deployment => deployment.Id))}";
        }

        return next.Kind switch
        {
            RolloutEventKind.TargetDeploying or RolloutEventKind.TargetRollbackDeploying => FindDeploymentViolation(index, app, next.DeploymentId!.Value),
            RolloutEventKind.TargetSucceeded or RolloutEventKind.TargetRolledBack => FindOutcomeViolation(index, app, deployment => deployment.Status is "succeeded"),
            RolloutEventKind.TargetFailed => FindOutcomeViolation(index, app, deployment => deployment.Status is "failed"),
            RolloutEventKind.TargetSuperseded => FindOutcomeViolation(index, app, deployment => deployment.IsSuperseded),
            RolloutEventKind.TargetRequeued or RolloutEventKind.TargetCurrent => FindOutcomeViolation(index, app, _ => true),
            RolloutEventKind.TargetTimedOut => app.DeploymentId is null ? "no deployment timed out" : null,
            _ => null,
        };
    }

    private string? FindDeploymentViolation(int index, AppHistory app, long id) =>
        app.Key is { } key && _apps[index].Deployments.FirstOrDefault(deployment => deployment.Id == id) is { } deployment && IsMarked(deployment, key)
            ? null
            : $"deployment {id} was not created by the intent";

    /// <summary>If the journal names a deployment, that has the outcome. Otherwise nothing was created.</summary>
    private string? FindOutcomeViolation(int index, AppHistory app, Func<EmulatedDeployment, bool> hasOutcome)
    {
        if (app.DeploymentId is { } id)
        {
            EmulatedDeployment deployment = _apps[index].Deployments.Single(deployment => deployment.Id == id);
            return hasOutcome(deployment) ? null : $"the service has {deployment}";
        }

        return app.Key is { } key && FindDeployments(index, key) is [var created, ..] ? $"the journal says that nothing was created, but the service has {created}" : null;
    }

    /// <summary>Whether the service has a deployment of which the journal has no intent.</summary>
    private string? FindUnknownDeploymentViolation(int index)
    {
        Guid[] keys = [.. journal.Where(next => next.Target == index).Select(next => next.Intent?.Key).OfType<Guid>().Distinct()];
        return _apps[index].Deployments.FirstOrDefault(deployment => deployment.CreationSource is "api" && !keys.Any(key => IsMarked(deployment, key))) is { } unknown
            ? $"app {index + 1}: the journal has no intent of {unknown}"
            : null;
    }

    /// <summary>Nobody but the rollout changes settings in a scenario.</summary>
    private string? FindSettingsViolation(int index, AppHistory app)
    {
        EmulatedAppSettings now = _apps[index].Settings;
        EmulatedAppSettings changed = settingsBefore[index] with { ImageTag = ScenarioApp.NewImageTag };
        return app.Last switch
        {
            RolloutEventKind.TargetRolledBack when now != settingsBefore[index] => $"app {index + 1} was rolled back, but has the image tag {now.ImageTag}",
            RolloutEventKind.TargetSucceeded when scenario.Apps[index].HasUpdate && now != changed => $"app {index + 1} succeeded, but has the image tag {now.ImageTag}",
            _ when now != settingsBefore[index] && (!scenario.Apps[index].HasUpdate || now != changed) => $"app {index + 1} has other settings",
            _ => null,
        };
    }

    /// <summary>Counts the deployments of the rollout that were active at the creation of each, without those of which the rollout does not know any more whether they are.</summary>
    private string? FindConcurrencyViolation()
    {
        (EmulatedDeployment Deployment, DateTimeOffset End)[] own =
        [
            .. from index in Enumerable.Range(0, _apps.Count)
               from deployment in _apps[index].Deployments
               where deployment.CreationSource is "api" && !recorder.IsUnpreventable(deployment, MaxVisibilityDelay)
               select (deployment, GetEnd(index, deployment)),
        ];
        int limit = Math.Max(scenario.MaxConcurrency, GetInherited());
        foreach ((EmulatedDeployment created, _) in own)
        {
            int active = own.Count(other => other.Deployment.CreatedAt <= created.CreatedAt && other.End > created.CreatedAt);
            if (active > limit)
            {
                return $"{active} deployments were active when {created} was created";
            }
        }

        return null;
    }

    /// <summary>A retry continues all apps that timed out or are unknown.</summary>
    private int GetInherited() => journal.Any(next => next.Kind is RolloutEventKind.RetryRequested)
        ? journal.Where(next => next.Kind is RolloutEventKind.TargetTimedOut or RolloutEventKind.TargetUnknown).Select(next => next.Target).Distinct().Count() + scenario.MaxConcurrency
        : 0;

    /// <summary>When the deployment completed or was superseded, or when the rollout stopped to wait for it.</summary>
    private DateTimeOffset GetEnd(int index, EmulatedDeployment deployment)
    {
        DateTimeOffset supersededAt = _apps[index].Deployments.Where(other => other.Id > deployment.Id).Select(other => other.CreatedAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        DateTimeOffset leftAt = journal
            .Where(next => next.Target == index
                && next.Kind is RolloutEventKind.TargetTimedOut or RolloutEventKind.TargetUnknown or RolloutEventKind.TargetNotRolledBack
                && next.Time >= deployment.CreatedAt.AddMilliseconds(-1))
            .Select(next => next.Time)
            .DefaultIfEmpty(DateTimeOffset.MaxValue)
            .Min();
        return new[] { deployment.FinishedAt ?? DateTimeOffset.MaxValue, supersededAt, leftAt }.Min();
    }

    /// <summary>The events of an app so far.</summary>
    private sealed class AppHistory
    {
        /// <summary>The key of the last intent, or <c>null</c> if the app has none in this attempt.</summary>
        public Guid? Key { get; private set; }

        /// <summary>The deployment of the last intent, or <c>null</c> if the journal has none.</summary>
        public long? DeploymentId { get; private set; }

        public RolloutEventKind? Last { get; private set; }

        public void Follow(RolloutEvent next)
        {
            Last = next.Kind;
            switch (next.Kind)
            {
                case RolloutEventKind.TargetPrepared or RolloutEventKind.TargetRollbackPrepared:
                    DeploymentId = next.Intent!.Key == Key ? DeploymentId : null;
                    Key = next.Intent.Key;
                    break;
                case RolloutEventKind.TargetDeploying or RolloutEventKind.TargetRollbackDeploying:
                    DeploymentId = next.DeploymentId;
                    break;
                case RolloutEventKind.TargetTimedOut or RolloutEventKind.TargetUnknown: // A retry continues with the same.
                    break;
                case RolloutEventKind.TargetRequeued or RolloutEventKind.TargetConfiguring or RolloutEventKind.TargetConfigured or RolloutEventKind.TargetFailed
                    or RolloutEventKind.TargetSucceeded or RolloutEventKind.TargetSuperseded or RolloutEventKind.TargetCurrent:
                    (Key, DeploymentId) = (null, null);
                    break;
                default:
                    break;
            }
        }
    }
}
