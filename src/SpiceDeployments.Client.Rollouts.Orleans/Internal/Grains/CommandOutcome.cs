namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>Whether a command was stored, as exceptions of this library do not cross the network with their properties.</summary>
/// <param name="Error">The message of the exception, or <c>null</c> if the command was stored.</param>
/// <param name="IsNotFound">Whether there is no such rollout.</param>
/// <param name="IsConflict">Whether another silo runs the rollout.</param>
[GenerateSerializer]
[Alias("SpiceDeployments.CommandOutcome")]
internal sealed record CommandOutcome([property: Id(0)] string? Error, [property: Id(1)] bool IsNotFound, [property: Id(2)] bool IsConflict)
{
    public static CommandOutcome Stored { get; } = new(Error: null, IsNotFound: false, IsConflict: false);

    public static CommandOutcome From(Exception exception) => new(exception.Message, exception is RolloutNotFoundException, exception is RolloutStoreConflictException);

    /// <exception cref="RolloutException">The command was not stored.</exception>
    public void ThrowIfNotStored(string rolloutId)
    {
        if (Error is not null)
        {
            throw IsNotFound ? new RolloutNotFoundException(Error) { RolloutId = rolloutId }
                : IsConflict ? new RolloutStoreConflictException(Error) { RolloutId = rolloutId }
                : new RolloutException(Error) { RolloutId = rolloutId };
        }
    }
}
