namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>The outcome of a scenario: what the client returned or threw, and what the service has.</summary>
/// <param name="Deployment">The deployment that the client returned, or <c>null</c> if it threw an exception.</param>
/// <param name="Exception">The exception that the client threw, or <c>null</c>.</param>
/// <param name="Records">The app's deployments.</param>
internal sealed record ScenarioOutcome(Deployment? Deployment, Exception? Exception, ScenarioRecord[] Records)
{
    /// <summary>The deployments that the deploy created, except those that no client could have prevented.</summary>
    private ScenarioRecord[] Created => [.. Records.Where(record => record is { IsOwn: true, IsUnpreventable: false })];

    /// <summary>Returns how the outcome violates the invariant, or <c>null</c> if it does not.</summary>
    public string? FindViolation(DeployScenario scenario)
    {
        if (Created.Length > 1)
        {
            return $"{Created.Length} deployments were created";
        }

        return Exception is null ? FindViolation(Deployment?.Id, record => record.Status is "succeeded") : FindViolationOfException(scenario, Exception);
    }

    private string? FindViolationOfException(DeployScenario scenario, Exception exception) => exception switch
    {
        DeploymentFailedException failed => FindViolation(failed.DeploymentId, record => record.Status is "failed"),
        DeploymentSupersededException superseded => FindViolation(superseded.DeploymentId, record => record.IsSuperseded),
        DeploymentTimeoutException timeout => FindViolation(timeout.DeploymentId, _ => true),
        DeploymentConflictException => Created is [] ? null : "the deploy conflicted with itself",
        DeploymentOutcomeUnknownException =>
            scenario.MayBeInconclusive || Created.Any(record => !record.HasSentValues) ? null : "the list shows the outcome that the client reported as unknown",
        SpiceApiException =>
            Created is [] || !exception.Message.Contains("POST", StringComparison.Ordinal) ? null : "the create was reported as failed, but created a deployment",
        _ => "the exception is not documented",
    };

    /// <summary>Checks the deployment that the client reports as its own.</summary>
    private string? FindViolation(long? id, Func<ScenarioRecord, bool> hasOutcome)
    {
        ScenarioRecord? reported = Records.FirstOrDefault(record => record.Id == id);
        if (reported is not { IsOwn: true } and not { IsIndistinguishable: true })
        {
            return $"deployment {id} is not the one that the deploy created";
        }

        return hasOutcome(reported) ? null : $"deployment {id} does not have the outcome that the client reported";
    }
}
