namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>Whether a command was stored, as exceptions of this library do not cross the network with their properties.</summary>
[GenerateSerializer]
[Alias("SpiceDeployments.CommandOutcome")]
internal sealed record CommandOutcome([property: Id(0)] CommandError Error, [property: Id(1)] string? Message)
{
    public static readonly CommandOutcome Stored = new(CommandError.None, null);

    public static CommandOutcome From(Exception exception) => new(
        exception switch
        {
            RolloutNotFoundException => CommandError.NotFound,
            RolloutStoreConflictException => CommandError.Conflict,
            _ => CommandError.NotPossible,
        },
        exception.Message);

    /// <exception cref="RolloutException">The command was not stored.</exception>
    public void ThrowIfNotStored(string rolloutId)
    {
        switch (Error)
        {
            case CommandError.None:
                return;
            case CommandError.NotFound:
                throw new RolloutNotFoundException(Message) { RolloutId = rolloutId };
            case CommandError.Conflict:
                throw new RolloutStoreConflictException(Message) { RolloutId = rolloutId };
            default:
                throw new RolloutException(Message) { RolloutId = rolloutId };
        }
    }
}
