namespace SpiceDeployments.Client;

/// <summary>An app that was resumed.</summary>
public sealed record ResumedApp
{
    /// <summary>The id of the app.</summary>
    public long AppId { get; init; }

    /// <summary>The id of the deployment that the service started, or <c>null</c> if the service did not name one. Wait for it like any other.</summary>
    public long? DeploymentId { get; init; }
}
