namespace SpiceDeployments.Client;

/// <summary>How one <see cref="IDeploymentsClient.DeployAsync"/> behaves. What is null is taken from the client's <see cref="DeploymentsClientOptions"/>.</summary>
public sealed class DeployOptions
{
    /// <summary>What to do when another deployment is in the way. Default null: <see cref="DeploymentsClientOptions.ConflictBehavior"/>.</summary>
    public ConflictBehavior? ConflictBehavior { get; set; }

    /// <summary>
    /// How long to wait for other deployments to leave; more than zero, at most 1 day. The wait for this deployment's own end has a timeout
    /// of its own. Default null: <see cref="DeploymentsClientOptions.ConflictTimeout"/>.
    /// </summary>
    public TimeSpan? ConflictTimeout { get; set; }

    /// <summary>How to wait for the end of the deployment. Default null: <see cref="DeploymentsClientOptions.Polling"/>.</summary>
    public PollingOptions? Polling { get; set; }

    internal void Validate(string parameterName)
    {
        if (ConflictBehavior is { } behavior && !Enum.IsDefined(behavior))
        {
            throw new ArgumentException($"{nameof(ConflictBehavior)} has no value {behavior}.", parameterName);
        }

        if (ConflictTimeout <= TimeSpan.Zero || ConflictTimeout > PollingOptions.MaxDuration)
        {
            throw new ArgumentOutOfRangeException(parameterName, ConflictTimeout, $"{nameof(ConflictTimeout)} must be more than zero and at most 1 day.");
        }

        Polling?.Validate(parameterName);
    }
}
