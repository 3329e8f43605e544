namespace SpiceDeployments.Client.Testing;

/// <summary>
/// The error of a create beyond <see cref="SpiceCloudEmulatorOptions.MaxConcurrentDeployments"/>. The documents of the API name the limit, but not the error.
/// </summary>
public enum ConcurrencyLimitRule
{
    /// <summary>409, as for an active deployment of the app.</summary>
    Conflict = 0,

    /// <summary>429, without a Retry-After.</summary>
    TooManyRequests,

    /// <summary>403 with the code <c>plan_limit</c>.</summary>
    PlanLimit,
}
