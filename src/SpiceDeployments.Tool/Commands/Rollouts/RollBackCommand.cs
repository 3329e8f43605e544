using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary><c>rollout rollback</c>.</summary>
internal sealed class RollBackCommand(ToolHost host) : RunRolloutCommand(host, "rollback", "Put the apps of a rollout back, and deploy them.")
{
    protected override bool RunsGate => false;

    protected override RolloutStatus ExpectedStatus => RolloutStatus.RolledBack;

    protected override string ContinuingCommand => Name;

    protected override Task BeginAsync(RolloutSession session, CancellationToken cancellationToken) => session.Client.RollBackAsync(session.Id, cancellationToken);
}
