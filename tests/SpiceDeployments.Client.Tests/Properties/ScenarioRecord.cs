namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>A deployment that the service has when a deploy has completed.</summary>
/// <param name="Id">The id.</param>
/// <param name="Status">The status.</param>
/// <param name="IsSuperseded">Whether another deployment replaced it.</param>
/// <param name="IsOwn">Whether a request of the deploy created it.</param>
internal sealed record ScenarioRecord(long Id, string Status, bool IsSuperseded, bool IsOwn)
{
    /// <summary>Whether the list shows the values that were sent, or values that are the same by the documentation.</summary>
    public required bool HasSentValues { get; init; }

    /// <summary>
    /// Whether a deployment of somebody else cannot be distinguished from that of the deploy: the list shows the same values and a time after the request, and did
    /// not show another deployment of which both is true at the same time.
    /// </summary>
    public required bool IsIndistinguishable { get; init; }

    /// <summary>
    /// Whether the service processed the request so late that the client could only conclude that it never would: the deployment was listed later than
    /// <see cref="ClientLimits.Reach"/> after the request, and after the client's last list request before it sent the request that created another deployment or,
    /// if there is none, before the deploy completed.
    /// </summary>
    public required bool IsUnpreventable { get; init; }
}
