namespace SpiceDeployments.Client.Testing;

/// <summary>An <see cref="Rollouts.IRolloutStore"/> breaks a rule of its contract. The message names the rule and what happened.</summary>
public sealed class RolloutStoreContractException : SpiceException
{
    /// <inheritdoc cref="SpiceException()"/>
    public RolloutStoreContractException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public RolloutStoreContractException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public RolloutStoreContractException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The <see cref="RolloutStoreCheck.Name"/> of the check, or <c>null</c> if the exception does not carry the name.</summary>
    public string? CheckName { get; init; }
}
