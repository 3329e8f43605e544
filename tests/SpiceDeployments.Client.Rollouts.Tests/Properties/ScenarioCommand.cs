using CsCheck;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>A command of a caller. Commands are called in order.</summary>
/// <param name="Kind">The command.</param>
/// <param name="AfterEvents">The number of events in the journal from which on the command is called. It is called earlier if the rollout has completed, or is paused with nothing in flight.</param>
/// <param name="IsElsewhere">Whether another process calls the command, which does not run the rollout. Only for <see cref="CommandKind.Pause"/> and <see cref="CommandKind.Stop"/>.</param>
internal sealed record ScenarioCommand(ScenarioCommand.CommandKind Kind, int AfterEvents, bool IsElsewhere)
{
    public static readonly Gen<ScenarioCommand> Any =
        from kind in Gen.Frequency(
            (3, Gen.Const(CommandKind.Pause)), (1, Gen.Const(CommandKind.Resume)), (2, Gen.Const(CommandKind.Stop)), (3, Gen.Const(CommandKind.RetryFailed)), (3, Gen.Const(CommandKind.RollBack)))
        from afterEvents in Gen.Int[1, 30]
        from isElsewhere in Gen.Bool
        select new ScenarioCommand(kind, afterEvents, isElsewhere && kind is CommandKind.Pause or CommandKind.Stop);

    /// <summary>The commands of <see cref="IRolloutClient"/>.</summary>
    public enum CommandKind
    {
        Pause = 0,
        Resume,
        Stop,
        RetryFailed,
        RollBack,
    }

    public Task CallAsync(RolloutClient client, string rolloutId, CancellationToken cancellationToken) => Kind switch
    {
        CommandKind.Pause => client.PauseAsync(rolloutId, cancellationToken),
        CommandKind.Resume => client.ResumeAsync(rolloutId, cancellationToken),
        CommandKind.Stop => client.StopAsync(rolloutId, "a scenario", cancellationToken),
        CommandKind.RetryFailed => client.RetryFailedAsync(rolloutId, cancellationToken),
        _ => client.RollBackAsync(rolloutId, cancellationToken),
    };

    public override string ToString() => $"{Kind}{(IsElsewhere ? " elsewhere" : "")} after {AfterEvents} events";
}
