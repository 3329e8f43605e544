namespace SpiceDeployments.Client;

/// <summary>Which deployments of an app to list.</summary>
/// <remarks>The service has no paging: the newest 100 are all that can be seen.</remarks>
public sealed record ListDeploymentsOptions
{
    /// <summary>The smallest <see cref="Limit"/> that the service takes: 1.</summary>
    public const int MinLimit = 1;

    /// <summary>The largest <see cref="Limit"/> that the service takes: 100.</summary>
    public const int MaxLimit = 100;

    /// <summary>How many deployments to list at the most, newest first: 1 to 100. Default null: the service's own default, 20.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// List only deployments with this status. Default null: all of them. <see cref="DeploymentStatus.Unknown"/> and
    /// <see cref="DeploymentStatus.Superseded"/> are never on the wire and cannot be asked for.
    /// </summary>
    public DeploymentStatus? Status { get; init; }

    internal void Validate(string parameterName)
    {
        if (Limit is < MinLimit or > MaxLimit)
        {
            throw new ArgumentOutOfRangeException(parameterName, Limit, $"{nameof(Limit)} must be from {MinLimit} to {MaxLimit}.");
        }

        if (Status is { } status && DeploymentStatusText.Format(status) is null)
        {
            throw new ArgumentException($"{nameof(Status)} cannot be {status}: the service has no such filter.", parameterName);
        }
    }
}
