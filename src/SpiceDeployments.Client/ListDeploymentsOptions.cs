namespace SpiceDeployments.Client;

/// <summary>Which deployments of an app <see cref="IDeploymentsClient.ListAsync"/> returns.</summary>
/// <remarks>The service has no paging: only the newest 100 deployments can be listed.</remarks>
public sealed record ListDeploymentsOptions
{
    internal const int MaxLimit = 100;

    private const int MinLimit = 1;

    /// <summary>The maximum number of deployments, newest first: 1 to 100. Default <c>null</c>: the service's default, which is 20.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// Lists only deployments with this status. Default <c>null</c>: every status. The service has no filter for
    /// <see cref="DeploymentStatus.Unknown"/> and <see cref="DeploymentStatus.Superseded"/>. With <see cref="DeploymentStatus.Created"/>,
    /// a superseded deployment is listed as <see cref="DeploymentStatus.Created"/> if the deployment that replaced it has another status.
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
