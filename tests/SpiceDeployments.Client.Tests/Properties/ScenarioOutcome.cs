using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>The outcome of a scenario: what the client returned or threw, and what the service has.</summary>
/// <param name="Deployment">The deployment that the client returned, or <c>null</c> if it threw an exception.</param>
/// <param name="Exception">The exception that the client threw, or <c>null</c>.</param>
/// <param name="Created">The deployments that the deploy created.</param>
internal sealed record ScenarioOutcome(Deployment? Deployment, Exception? Exception, EmulatedDeployment[] Created)
{
    /// <summary>Returns how the outcome violates the invariant, or <c>null</c> if it does not.</summary>
    public string? FindViolation(DeployScenario scenario)
    {
        if (Created.Length > 1)
        {
            return $"{Created.Length} deployments were created";
        }

        return Exception is null ? FindViolationOfSuccess() : FindViolationOfException(scenario, Exception);
    }

    private string? FindViolationOfSuccess() =>
        Created is [{ Status: "succeeded" } created] && created.Id == Deployment?.Id ? null : "the client returned a success that the service does not have";

    private string? FindViolationOfException(DeployScenario scenario, Exception exception) => exception switch
    {
        DeploymentFailedException failed => Created is [{ Status: "failed" } created] && created.Id == failed.DeploymentId ? null : "the deployment did not fail",
        DeploymentSupersededException superseded =>
            Created is [{ IsSuperseded: true } created] && created.Id == superseded.DeploymentId ? null : "the deployment was not superseded",
        DeploymentTimeoutException => Created is [_] ? null : "there was no deployment to wait for",
        DeploymentConflictException => Created is [] ? null : "the deploy conflicted with itself",
        DeploymentOutcomeUnknownException => scenario.MayBeInconclusive ? null : "the list shows the outcome that the client reported as unknown",
        SpiceApiException =>
            Created is [] || !exception.Message.Contains("POST", StringComparison.Ordinal) ? null : "the create was reported as failed, but created a deployment",
        _ => "the exception is not documented",
    };
}
