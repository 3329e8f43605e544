namespace SpiceDeployments.Client;

/// <summary>What a deploy or a wait does when it reports its progress.</summary>
public enum DeploymentStage
{
    /// <summary>The deployment is not known to have completed; the next poll follows after <see cref="DeploymentProgress.NextPollDelay"/>.</summary>
    Polling = 0,

    /// <summary>
    /// Another deployment is active (409). The create request is sent again when <see cref="DeploymentProgress.ActiveDeployment"/> has completed
    /// or moved on.
    /// </summary>
    WaitingForActiveDeployment,

    /// <summary>The service did not process the create request, or did not create a deployment. The request is sent again after a delay.</summary>
    WaitingToResend,

    /// <summary>The response to a create request was lost. The app's list shows whether a deployment was created.</summary>
    Reconciling,

    /// <summary>
    /// An earlier request of the same intent may still be processed. Nothing is sent until that is no longer possible.
    /// </summary>
    WaitingForEarlierRequest,

    /// <summary>The intent is prepared again, with the same key, because the time within which it may be sent has elapsed.</summary>
    Preparing,

    /// <summary>A create request is sent again after one of the delays above. The first request is not reported.</summary>
    Sending,

    /// <summary>The service created the deployment.</summary>
    Created,

    /// <summary>The wait is over: the deployment has completed, the timeout has elapsed, a poll failed for good, or the caller canceled the wait.</summary>
    Ended,
}
