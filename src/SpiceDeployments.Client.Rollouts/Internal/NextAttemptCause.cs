namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Why an app is tried again.</summary>
internal enum NextAttemptCause
{
    /// <summary>The rollout does not permit the app to start, because it is paused or is about to complete.</summary>
    NotPermitted = 0,

    /// <summary>Another deployment of the app is active (409), or the intent was prepared too long ago to be sent. Only this app is delayed.</summary>
    Conflict,

    /// <summary>The account has too many active deployments (409, and the app has none). No app starts during the delay, and fewer run at the same time afterwards.</summary>
    AccountFull,

    /// <summary>The service has received too many requests (429). No app starts during the delay.</summary>
    RateLimit,
}
