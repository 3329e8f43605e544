namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>The storage of deployment ids in an example.</summary>
public interface IDeploymentIds
{
    void Save(long appId, long deploymentId);
}
