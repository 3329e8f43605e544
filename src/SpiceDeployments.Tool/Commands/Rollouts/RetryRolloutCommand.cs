namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary><c>rollout retry</c>.</summary>
internal sealed class RetryRolloutCommand(ToolHost host) : RunRolloutCommand(host, "retry", "Deploy the apps of a rollout that failed or were skipped again.")
{
    protected override Task BeginAsync(RolloutSession session, CancellationToken cancellationToken) =>
        session.Client.RetryFailedAsync(session.Id, cancellationToken);
}
