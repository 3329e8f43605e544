namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary><c>rollout resume</c>.</summary>
internal sealed class ResumeRolloutCommand(ToolHost host) : RunRolloutCommand(host, "resume", "Continue a rollout whose process has ended.")
{
    protected override Task BeginAsync(RolloutSession session, CancellationToken cancellationToken) =>
        session.Client.ResumeAsync(session.Id, cancellationToken);
}
