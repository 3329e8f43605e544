namespace SpiceDeployments.Client.Rollouts;

/// <summary>The store has no rollout with the id.</summary>
public sealed class RolloutNotFoundException : RolloutException
{
    /// <inheritdoc cref="SpiceException()"/>
    public RolloutNotFoundException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public RolloutNotFoundException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public RolloutNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
