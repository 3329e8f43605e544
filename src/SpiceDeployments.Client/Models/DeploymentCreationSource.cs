namespace SpiceDeployments.Client;

/// <summary>What started a deployment.</summary>
/// <remarks>The service's set is open: it grows without notice, and a value not listed here reads as <see cref="Unknown"/>.</remarks>
public enum DeploymentCreationSource
{
    /// <summary>Not said, or a value this version of the client does not know; <see cref="Deployment.RawCreationSource"/> has the text.</summary>
    Unknown = 0,

    /// <summary>The deployments API, as this client uses it.</summary>
    Api,

    /// <summary>The web portal, under its documented name.</summary>
    Portal,

    /// <summary>The GitHub integration.</summary>
    GitHub,

    /// <summary>The command line.</summary>
    Cli,

    /// <summary>The web portal, under the name that newer servers send.</summary>
    Dashboard,
}
