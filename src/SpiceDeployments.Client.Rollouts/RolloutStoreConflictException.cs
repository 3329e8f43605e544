namespace SpiceDeployments.Client.Rollouts;

/// <summary>Another process has appended to the journal of a rollout, or runs the rollout. Nothing was appended.</summary>
public sealed class RolloutStoreConflictException : RolloutException
{
    /// <inheritdoc cref="SpiceException()"/>
    public RolloutStoreConflictException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public RolloutStoreConflictException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public RolloutStoreConflictException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
