using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The activities, the metric and the log messages of rollouts.</summary>
internal static class RolloutTelemetry
{
    private static readonly ActivitySource Source = new(RolloutsDiagnostics.ActivitySourceName);
    private static readonly Meter Meter = new(RolloutsDiagnostics.MeterName);
    private static readonly ConcurrentDictionary<Measurement, RolloutJournal> Measured = new();

    static RolloutTelemetry() => Meter.CreateObservableUpDownCounter(
        "spice.rollout.targets", ObserveTargets, "{app}", "The apps of the rollouts that run in this process, by status.");

    public static Activity? StartRollout(Rollout rollout) => Source.StartActivity("spice.rollout")?.SetTag("spice.rollout.id", rollout.Id).SetTag("spice.rollout.attempt", rollout.Attempt);

    public static Activity? StartTarget(Rollout rollout, int index) =>
        Source.StartActivity("spice.rollout.target")?.SetTag("spice.rollout.id", rollout.Id).SetTag("spice.app.id", rollout.TargetList[index].Target.AppId);

    public static void SetOutcome(this Activity? activity, Rollout rollout) =>
        activity?.SetTag("spice.rollout.status", ToText(rollout.Status)).SetStatus(rollout.Status is RolloutStatus.Succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error, rollout.Message);

    public static void SetOutcome(this Activity? activity, RolloutTargetState target)
    {
        activity?.SetTag("spice.rollout.target.status", ToText(target.Status)).SetTag("spice.deployment.id", target.DeploymentId);
        if (target.IsFailure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, target.Message);
        }
    }

    /// <summary>Includes a rollout in the metric, until the result is disposed.</summary>
    public static IDisposable Measure(RolloutJournal journal)
    {
        var measurement = new Measurement();
        Measured.TryAdd(measurement, journal);
        return measurement;
    }

    /// <summary>Logs an event.</summary>
    public static void LogEvent(ILogger logger, Rollout rollout, RolloutEvent next) => TryLog(() =>
    {
        if (next.Target is { } index)
        {
            RolloutTargetState target = rollout.TargetList[index];
            if (target.IsFailure || target.Status is RolloutTargetStatus.Superseded or RolloutTargetStatus.NotRolledBack)
            {
                logger.TargetNotSucceeded(target.Target.AppId, rollout.Id, target.Status, target.RollbackMessage ?? target.Message);
            }
        }
        else if (next.Kind is not (RolloutEventKind.Claimed or RolloutEventKind.WaveCompleted or RolloutEventKind.GatePassed))
        {
            logger.StatusChanged(rollout.Id, rollout.Status);
        }
    });

    public static void LogStoreUnavailable(ILogger logger, string rolloutId, TimeSpan delay, Exception exception) =>
        TryLog(() => logger.StoreUnavailable(rolloutId, delay.TotalSeconds, exception));

    /// <summary>Logs the exception that ended a run, unless the program has stopped it.</summary>
    public static void LogRunFailed(RolloutContext context, string rolloutId, Exception exception)
    {
        if (!context.Stopping.IsCancellationRequested)
        {
            TryLog(() => context.Logger.RunFailed(rolloutId, exception));
        }
    }

    /// <summary>A logger of the program that throws an exception must not affect the rollout.</summary>
    private static void TryLog(Action log)
    {
        try
        {
            log();
        }
        catch (Exception)
        {
            // There is no other place to report the exception.
        }
    }

    private static IEnumerable<Measurement<int>> ObserveTargets() =>
        from status in Enum.GetValues<RolloutTargetStatus>()
        let count = Measured.Values.Sum(journal => journal.State.Count(status))
        where count > 0
        select new Measurement<int>(count, KeyValuePair.Create<string, object?>("spice.rollout.target.status", ToText(status)));

    /// <summary>Returns the name of a value in snake case, as in <c>timed_out</c>.</summary>
    private static string ToText<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private sealed class Measurement : IDisposable
    {
        public void Dispose() => Measured.TryRemove(this, out _);
    }
}
