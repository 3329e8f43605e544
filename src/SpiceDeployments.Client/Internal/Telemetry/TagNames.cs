namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>The names of the attributes of activities and metrics. No value of an attribute contains a secret.</summary>
internal static class TagNames
{
    public const string AppId = "spice.app.id";
    public const string DeploymentId = "spice.deployment.id";
    public const string DeploymentStatus = "spice.deployment.status";
    public const string PollCount = "spice.wait.poll_count";
    public const string Outcome = "spice.wait.outcome";
    public const string Schedule = "spice.wait.schedule";
    public const string ReconciliationResult = "spice.create.reconciliation.result";
    public const string ErrorType = "error.type";
    public const string RequestMethod = "http.request.method";
    public const string ResponseStatusCode = "http.response.status_code";
}
