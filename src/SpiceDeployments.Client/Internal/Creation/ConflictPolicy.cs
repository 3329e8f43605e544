namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>How a create handles conflicts.</summary>
/// <param name="Timeout">How long to wait for active deployments to complete. Zero: the first conflict is thrown.</param>
/// <param name="Polling">The delays between the checks.</param>
internal readonly record struct ConflictPolicy(TimeSpan Timeout, PollingOptions Polling)
{
    public static ConflictPolicy Create(ConflictBehavior behavior, TimeSpan timeout, PollingOptions polling) =>
        new(behavior is ConflictBehavior.WaitAndRetry ? timeout : TimeSpan.Zero, polling);
}
