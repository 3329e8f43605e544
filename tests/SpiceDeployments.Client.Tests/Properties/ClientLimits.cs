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

    /// <summary>
    /// Whether the client takes the time of a create before it requests an access token, so that a deployment of somebody else with the same values, which was
    /// created while the client waited for the token, seems to be newer than the create request.
    /// </summary>
    public static readonly bool IncludesTokenRequests = true;

    /// <summary>
    /// The number of prefixes and escapes that a branch may have, as it was sent and stored. The client compares branches without their prefixes, so that
    /// a deployment of somebody else with <c>refs/heads/main</c> has the same branch as a request with <c>origin/main</c>.
    /// </summary>
    private const int BranchChanges = 1;

    /// <summary>Whether the client recognizes the branch of a request in the form in which the service stores it.</summary>
    public static bool IsBranchRecognized(CreateDeploymentRequest request, EmulatedService service)
    {
        int sent = request.Branch is { } branch && branch != SentValues.RemovePrefix(branch) ? 1 : 0;
        return sent + service.BranchChanges <= BranchChanges;
    }
}
