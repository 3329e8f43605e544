namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary><c>rollout start</c>.</summary>
internal sealed class StartRolloutCommand(ToolHost host) : RunRolloutCommand(host, "start", "Start a rollout, or continue it with the same file, and wait until it has completed.")
{
    protected override async Task BeginAsync(RolloutSession session, CancellationToken cancellationToken) =>
        await session.Client.StartAsync(session.Id, await session.CreateRequestAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
