using SpiceDeployments.Client;
using SpiceDeployments.Client.Docs.Tests;

namespace DocsExamples;

internal sealed class SavedIds(IDeploymentIds store, long appId) : IProgress<DeploymentProgress>
{
    public void Report(DeploymentProgress value) => store.Save(appId, value.Deployment.Id);
}
