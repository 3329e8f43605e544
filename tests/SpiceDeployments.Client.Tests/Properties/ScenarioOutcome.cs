using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>How a story ended: what the client said, and what the service has.</summary>
internal sealed record ScenarioOutcome(Deployment? Deployment, Exception? Exception, EmulatedDeployment[] Own)
{
    /// <summary>What is wrong with this end, or null.</summary>
    public string? FindFault(DeployScenario story)
    {
        if (Own.Length > 1)
        {
            return $"{Own.Length} deployments were made";
        }

        return Exception is null ? FindFaultOfSuccess() : FindFaultOfException(story, Exception);
    }

    private string? FindFaultOfSuccess() =>
        Own is [{ Status: "succeeded" } own] && own.Id == Deployment?.Id ? null : "a success was returned that is not the service's";

    private string? FindFaultOfException(DeployScenario story, Exception exception) => exception switch
    {
        DeploymentFailedException failed => Own is [{ Status: "failed" } own] && own.Id == failed.DeploymentId ? null : "it did not fail",
        DeploymentSupersededException superseded => Own is [{ IsSuperseded: true } own] && own.Id == superseded.DeploymentId ? null : "it was not superseded",
        DeploymentTimeoutException => Own is [_] ? null : "nothing was waited for",
        DeploymentConflictException => Own is [] ? null : "a conflict with itself was told",
        DeploymentOutcomeUnknownException => story.MayBeUndecidable ? null : "what can be decided was told as unknown",
        SpiceApiException => Own is [] || !exception.Message.Contains("POST", StringComparison.Ordinal) ? null : "the create was told as failed, and made a deployment",
        _ => "this end is not documented",
    };
}
