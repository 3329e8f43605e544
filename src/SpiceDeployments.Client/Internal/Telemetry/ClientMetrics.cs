using System.Diagnostics.Metrics;
using System.Net;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>The metrics of the client, of all clients in the process together. They cost nothing when nobody listens.</summary>
internal static class ClientMetrics
{
    private static readonly Meter Meter = new(DeploymentsClientDiagnostics.MeterName, ClientVersion.Text);

    private static readonly Counter<long> Waits = Meter.CreateCounter<long>(
        "spice.client.deployments", "{deployment}", "Deployments that were waited for, by how the wait ended.");

    private static readonly Histogram<double> WaitDuration = Meter.CreateHistogram<double>(
        "spice.client.wait.duration", "s", "How long a deployment was waited for.");

    private static readonly Histogram<double> WaitLag = Meter.CreateHistogram<double>(
        "spice.client.wait.lag", "s", "The time from the end of a deployment to the poll that saw it, by the service's clock.");

    private static readonly Counter<long> Polls = Meter.CreateCounter<long>(
        "spice.client.polls", "{poll}", "Polls of a deployment while it was waited for.");

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "spice.client.conflicts", "{conflict}", "Creates that were refused because another deployment was in the way.");

    private static readonly Counter<long> Reconciliations = Meter.CreateCounter<long>(
        "spice.client.reconciliations", "{reconciliation}", "Creates whose answer was lost, by what the app's list showed.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "spice.client.retries", "{retry}", "Requests that were repeated after a transient fault.");

    /// <param name="outcome">The status in which the deployment ended, or what ended the wait before.</param>
    /// <param name="duration">How long it was waited for.</param>
    public static void WaitEnded(string outcome, TimeSpan duration)
    {
        var tag = KeyValuePair.Create<string, object?>(Tags.Outcome, outcome);
        Waits.Add(1, tag);
        WaitDuration.Record(duration.TotalSeconds, tag);
    }

    public static void EndSeen(TimeSpan lag, bool isPredictive) =>
        WaitLag.Record(Math.Max(0, lag.TotalSeconds), KeyValuePair.Create<string, object?>(Tags.Schedule, isPredictive ? "predictive" : "exponential"));

    public static void Polled() => Polls.Add(1);

    public static void Conflicted() => Conflicts.Add(1);

    public static void Reconciled(string result) => Reconciliations.Add(1, KeyValuePair.Create<string, object?>(Tags.ReconciliationResult, result));

    /// <param name="method">The method of the request.</param>
    /// <param name="status">The status of the answer. Null: none came.</param>
    /// <param name="fault">What broke it. Null: it was answered.</param>
    public static void Retried(HttpMethod method, HttpStatusCode? status, Exception? fault)
    {
        if (Retries.Enabled)
        {
            Retries.Add(
                1,
                KeyValuePair.Create<string, object?>(Tags.RequestMethod, method.Method),
                status is null
                    ? KeyValuePair.Create<string, object?>(Tags.ErrorType, fault?.GetType().FullName)
                    : KeyValuePair.Create<string, object?>(Tags.ResponseStatusCode, (int)status));
        }
    }
}
