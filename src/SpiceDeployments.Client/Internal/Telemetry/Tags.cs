
namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>The attributes of activities and metrics, and their values. None of them ever holds a secret.</summary>
internal static class Tags
{
    public const string AppId = "spice.app.id";
    public const string DeploymentId = "spice.deployment.id";
    public const string DeploymentStatus = "spice.deployment.status";
    public const string Polls = "spice.wait.polls";
    public const string Outcome = "spice.wait.outcome";
    public const string Schedule = "spice.wait.schedule";
    public const string ReconciliationResult = "spice.create.reconciliation.result";
    public const string ErrorType = "error.type";
    public const string RequestMethod = "http.request.method";
    public const string ResponseStatusCode = "http.response.status_code";

    /// <summary>The service's word for a status, and <c>superseded</c>, which it has no word for.</summary>
    public static string Of(DeploymentStatus status) => status switch
    {
        Client.DeploymentStatus.Superseded => "superseded",
        _ => DeploymentStatusText.Format(status) ?? "unknown",
    };

    /// <summary>What ended a wait before the deployment ended.</summary>
    public static string OutcomeOf(Exception fault) => fault switch
    {
        DeploymentTimeoutException => "timed_out",
        OperationCanceledException => "cancelled",
        _ => "error",
    };
}
