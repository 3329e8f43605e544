using SpiceDeployments.Client.Internal;

namespace SpiceDeployments.Client;

/// <summary>How <see cref="IDeploymentsClient.CreateAsync"/> handles a conflict.</summary>
public sealed record CreateDeploymentOptions
{
    /// <summary>What to do when another deployment of the app is active (409). Default <see cref="ConflictBehavior.Throw"/>.</summary>
    public ConflictBehavior ConflictBehavior { get; set; } = ConflictBehavior.Throw;

    /// <summary>
    /// How long to wait for active deployments to complete, if <see cref="ConflictBehavior"/> is <see cref="ConflictBehavior.WaitAndRetry"/>;
    /// more than zero, at most 1 day. Default <c>null</c>: <see cref="DeploymentsClientOptions.ConflictTimeout"/>.
    /// </summary>
    public TimeSpan? ConflictTimeout { get; set; }

    internal void Validate(string parameterName)
    {
        OptionRanges.ThrowIfUndefined(ConflictBehavior, parameterName);
        OptionRanges.ThrowIfOutOfRange(ConflictTimeout, nameof(ConflictTimeout), parameterName);
    }
}
