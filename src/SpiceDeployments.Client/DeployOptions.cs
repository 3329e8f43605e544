using SpiceDeployments.Client.Internal;

namespace SpiceDeployments.Client;

/// <summary>How <see cref="IDeploymentsClient.DeployAsync"/> handles conflicts and waits. A property that is <c>null</c> takes the value of the client's <see cref="DeploymentsClientOptions"/>.</summary>
public sealed record DeployOptions
{
    /// <summary>What to do when another deployment of the app is active (409). Default <c>null</c>: <see cref="DeploymentsClientOptions.ConflictBehavior"/>.</summary>
    public ConflictBehavior? ConflictBehavior { get; set; }

    /// <summary>
    /// How long to wait for active deployments to complete; more than zero, at most 1 day. The timeout of the deployment's own wait is
    /// <see cref="PollingOptions.Timeout"/>. Default <c>null</c>: <see cref="DeploymentsClientOptions.ConflictTimeout"/>.
    /// </summary>
    public TimeSpan? ConflictTimeout { get; set; }

    /// <summary>How to poll. Default <c>null</c>: <see cref="DeploymentsClientOptions.Polling"/>.</summary>
    public PollingOptions? Polling { get; set; }

    internal void Validate(string parameterName)
    {
        if (ConflictBehavior is { } behavior)
        {
            OptionRanges.ThrowIfUndefined(behavior, parameterName);
        }

        OptionRanges.ThrowIfOutOfRange(ConflictTimeout, nameof(ConflictTimeout), parameterName);
        Polling?.Validate(parameterName);
    }
}
