namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>A deployment that was just created.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="RetryAfter">The delay before the first poll that the service asked for in the response that showed the deployment, or <c>null</c> if none was sent.</param>
internal sealed record CreatedDeployment(Deployment Deployment, TimeSpan? RetryAfter);
