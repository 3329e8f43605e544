using SpiceDeployments.Client;

namespace DocsExamples;

public sealed class ReleaseService(IDeploymentsClient deployments)
{
    public Task<Deployment> ReleaseAsync(long appId, string commitSha, CancellationToken cancellationToken) =>
        deployments.DeployAsync(appId, new CreateDeploymentRequest { CommitSha = commitSha }, cancellationToken: cancellationToken);
}
