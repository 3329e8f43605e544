namespace SpiceDeployments.Client.Rollouts;

/// <summary>A call of <see cref="IRolloutClient"/> is not possible, a rollout has not succeeded, or a journal cannot be read.</summary>
public class RolloutException : SpiceException
{
    /// <inheritdoc cref="SpiceException()"/>
    public RolloutException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public RolloutException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public RolloutException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The id of the rollout, or <c>null</c> if the exception does not carry the id.</summary>
    public string? RolloutId { get; init; }
}
