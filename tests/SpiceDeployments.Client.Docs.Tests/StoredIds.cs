namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Records the ids that an example saves.</summary>
internal sealed class StoredIds : IDeploymentIds
{
    public List<(long AppId, long DeploymentId)> Saved { get; } = [];

    public void Save(long appId, long deploymentId) => Saved.Add((appId, deploymentId));
}
