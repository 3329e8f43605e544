namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Keeps the ids that an example saves.</summary>
internal sealed class StoredIds : IDeploymentIds
{
    public Action? OnFirstSave { get; init; }

    public List<(long AppId, long DeploymentId)> Saved { get; } = [];

    public void Save(long appId, long deploymentId)
    {
        Saved.Add((appId, deploymentId));
        if (Saved.Count is 1)
        {
            OnFirstSave?.Invoke();
        }
    }
}
