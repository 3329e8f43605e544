namespace DeployWorker;

/// <summary>The result of a start for one organization.</summary>
internal enum Result
{
    /// <summary>The deployment succeeded.</summary>
    Succeeded,

    /// <summary>The deployment failed or was superseded, and is not repeated in this run.</summary>
    Failed,

    /// <summary>An error occurred before the deployment completed. The next start continues.</summary>
    Error,

    /// <summary>The worker was stopped. The next start continues.</summary>
    Stopped,
}
