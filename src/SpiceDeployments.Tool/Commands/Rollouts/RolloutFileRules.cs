using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>The rules of a rollout file, in its words. Those of the client name its properties, and apply only when the ids of the apps are known.</summary>
internal static class RolloutFileRules
{
    private const int MaxConcurrency = 10_000;

    private static readonly TimeSpan MaxBakeTime = TimeSpan.FromDays(7);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(1);

    /// <summary>Returns why the file is not valid, or <c>null</c>.</summary>
    public static string? FindError(RolloutFile file) => file switch
    {
        { Apps.Count: 0 } => "'apps' must contain at least one app.",
        _ when FindRepeatedApp(file) is { } repeated => $"'apps' contains {repeated} more than once.",
        _ when file.Waves.Any(size => size < 1) => "'waves' must contain numbers greater than 0.",
        { MaxConcurrency: < 1 or > MaxConcurrency } => $"'maxConcurrency' must be from 1 to 10,000, but is {file.MaxConcurrency}.",
        { FailureTolerance: < 0 } => $"'failureTolerance' must not be negative, but is {file.FailureTolerance}.",
        _ when file.BakeTime > MaxBakeTime => $"'bakeTime' must be from 0 to 7 days, but is {file.BakeTime}.",
        _ when IsOutOfRange(file.Timeout) => $"'timeout' must be more than 0 and at most 1 day, but is {file.Timeout}.",
        _ when IsOutOfRange(file.ConflictTimeout) => $"'conflictTimeout' must be more than 0 and at most 1 day, but is {file.ConflictTimeout}.",
        _ when file.Gate?.Delay <= TimeSpan.Zero => "The 'delay' of the gate must be more than 0.",
        _ when file.Gate?.Timeout <= TimeSpan.Zero => "The 'timeout' of the gate must be more than 0.",
        _ => null,
    };

    /// <summary>Returns why the values of an app are not valid, or <c>null</c>.</summary>
    public static string? FindError(RolloutFile file, AppReference app, CreateDeploymentRequest request, UpdateAppRequest? update)
    {
        if (file.SkipIfCurrent && update is null && request is { ImageTag: null, CommitSha: null })
        {
            return $"'skipIfCurrent' requires an image tag, a commit or an update of each app, but {app} has none.";
        }

        try
        {
            request.Validate("deploy");
            update?.Validate("update");
            return null;
        }
        catch (ArgumentException exception)
        {
            return $"{app}: {ErrorMessage.Of(exception)}";
        }
    }

    private static string? FindRepeatedApp(RolloutFile file)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return file.Apps.Select(app => app.App.ToString()).FirstOrDefault(app => !known.Add(app));
    }

    private static bool IsOutOfRange(TimeSpan? timeout) => timeout <= TimeSpan.Zero || timeout > MaxTimeout;
}
