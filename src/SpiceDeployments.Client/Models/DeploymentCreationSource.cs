namespace SpiceDeployments.Client;

/// <summary>What created a deployment.</summary>
/// <remarks>The set is open: the service adds values without notice, and a value that is not listed here is read as <see cref="Unknown"/>.</remarks>
public enum DeploymentCreationSource
{
    /// <summary>Not sent, or a value that this version of the client does not know; <see cref="Deployment.RawCreationSource"/> has the text.</summary>
    Unknown = 0,

    /// <summary>The deployments API, which this client uses.</summary>
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
