namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>How long an intent may be sent, and how long its requests may still create a deployment.</summary>
/// <param name="SendWindow">How long after the preparation the create may be sent.</param>
/// <param name="VisibilityGracePeriod">How long a new deployment may be missing from the list.</param>
internal sealed record IntentTiming(TimeSpan SendWindow, TimeSpan VisibilityGracePeriod)
{
    public static readonly IntentTiming Default = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15));

    /// <summary>How long after the preparation a request of the intent may still create a deployment.</summary>
    public TimeSpan GetSettlingTime(TimeSpan attemptTimeout) => SendWindow + attemptTimeout + VisibilityGracePeriod;
}
