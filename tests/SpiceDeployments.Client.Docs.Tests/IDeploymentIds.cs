namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Stands for wherever the reader of an example keeps ids.</summary>
public interface IDeploymentIds
{
    void Save(long appId, long deploymentId);
}
