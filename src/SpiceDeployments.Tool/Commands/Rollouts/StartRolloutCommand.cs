using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary><c>rollout start</c>.</summary>
internal sealed class StartRolloutCommand(ToolHost host) : RunRolloutCommand(host, "start", "Start a rollout, or continue it with the same file, and wait until it has completed.")
{
    protected override async Task BeginAsync(RolloutSession session, CancellationToken cancellationToken)
    {
        RolloutRequest request = await session.CreateRequestAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await session.Client.StartAsync(session.Id, request, cancellationToken).ConfigureAwait(false);
        }
        catch (RolloutException exception) when (IsAboutTheRequest(exception))
        {
            throw new UsageException(exception.Message, exception);
        }
    }

    /// <summary>Whether the id has another request. Other exceptions of a start have a cause, such as a journal that cannot be read.</summary>
    private static bool IsAboutTheRequest(RolloutException exception) => exception is { InnerException: null } and not (RolloutStoreConflictException or RolloutNotFoundException);
}
