using System.Diagnostics.Metrics;
using System.Net;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>The metrics of all clients in the process together.</summary>
internal static class ClientMetrics
{
    private static readonly Meter Meter = new(DeploymentsClientDiagnostics.MeterName, ClientVersion.Text);

    private static readonly Histogram<double> WaitDuration = CreateHistogram(
        "spice.client.wait.duration", "The duration of the waits for deployments, by outcome.", [5, 10, 30, 60, 120, 300, 600, 1800]);

    private static readonly Histogram<double> WaitLag = CreateHistogram(
        "spice.client.wait.lag",
        "The time from the completion of a deployment to the poll that detected it, by the service's clock.",
        [0.5, 1, 2, 5, 10, 15, 30, 60]);

    private static readonly UpDownCounter<long> ActiveWaits = Meter.CreateUpDownCounter<long>(
        "spice.client.waits.active", "{wait}", "The waits for deployments that are in flight.");

    private static readonly Counter<long> SlowWaits = Meter.CreateCounter<long>(
        "spice.client.waits.slow", "{wait}", "The waits whose deployment lasted longer than a multiple of the app's usual time.");

    private static readonly Counter<long> Polls = Meter.CreateCounter<long>(
        "spice.client.polls", "{poll}", "The polls of deployments during waits.");

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "spice.client.conflicts", "{conflict}", "The creates that the service rejected because another deployment was active.");

    private static readonly Counter<long> Reconciliations = Meter.CreateCounter<long>(
        "spice.client.reconciliations", "{reconciliation}", "The creates whose response was lost, by what the app's list showed.");

    private static readonly Counter<long> Duplicates = Meter.CreateCounter<long>(
        "spice.client.duplicates", "{deployment}", "The deployments that an intent created in addition to the first, because a request reached the service late.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "spice.client.retries", "{retry}", "The requests that were retried after a transient error.");

    public static void RecordWaitStart() => ActiveWaits.Add(1);

    public static void RecordWaitEnd() => ActiveWaits.Add(-1);

    public static void RecordSlowWait() => SlowWaits.Add(1);

    public static void RecordWait(DeploymentStatus status, TimeSpan duration) => RecordWait(status.ToText(), duration);

    public static void RecordFailedWait(Exception exception, TimeSpan duration) => RecordWait(
        exception switch
        {
            DeploymentTimeoutException => "timed_out",
            OperationCanceledException => "canceled",
            _ => "error",
        },
        duration);

    public static void RecordCompletionLag(TimeSpan lag, PollingSchedule schedule) =>
        WaitLag.Record(Math.Max(0, lag.TotalSeconds), CreateTag(TagNames.Schedule, schedule is PollingSchedule.Predictive ? "predictive" : "exponential"));

    public static void RecordPoll() => Polls.Add(1);

    public static void RecordConflict() => Conflicts.Add(1);

    public static void RecordDuplicate() => Duplicates.Add(1);

    public static void RecordReconciliation(string result) => Reconciliations.Add(1, CreateTag(TagNames.ReconciliationResult, result));

    /// <summary>Records a retry.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="status">The status code of the response, or <c>null</c> if there was none.</param>
    /// <param name="exception">The exception that replaced the response, or <c>null</c> if there was a response.</param>
    public static void RecordRetry(HttpMethod method, HttpStatusCode? status, Exception? exception)
    {
        if (Retries.Enabled)
        {
            Retries.Add(
                1,
                CreateTag(TagNames.RequestMethod, method.Method),
                status is null ? CreateTag(TagNames.ErrorType, exception?.GetType().FullName) : CreateTag(TagNames.ResponseStatusCode, (int)status));
        }
    }

    private static void RecordWait(string outcome, TimeSpan duration) => WaitDuration.Record(duration.TotalSeconds, CreateTag(TagNames.Outcome, outcome));

    private static Histogram<double> CreateHistogram(string name, string description, IReadOnlyList<double> boundaries)
    {
#if NET9_0_OR_GREATER
        return Meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
#else
        _ = boundaries; // .NET 8 has no advice.
        return Meter.CreateHistogram<double>(name, "s", description);
#endif
    }

    private static KeyValuePair<string, object?> CreateTag(string name, object? value) => KeyValuePair.Create(name, value);
}
