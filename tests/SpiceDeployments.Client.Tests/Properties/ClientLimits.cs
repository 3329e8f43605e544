namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>What the client is known not to do yet. The scenarios stay within these limits. Raise or remove a limit together with the client.</summary>
internal static class ClientLimits
{
    /// <summary>The time after a create request within which the client finds the deployment that the request created: its last check is made then.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromSeconds(15);

    /// <summary>
    /// By how much the clock of <c>created_at</c> may be behind the clock of <c>Date</c>. A deployment that seems to be more than a minute older than the
    /// request counts as that of somebody else.
    /// </summary>
    public static readonly TimeSpan ClockLag = TimeSpan.FromSeconds(60);
}
