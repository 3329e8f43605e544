namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>The result of one poll.</summary>
/// <param name="Deployment">The deployment that is waited for, or <c>null</c> if the app does not list it.</param>
/// <param name="List">The app's newest deployments, newest first.</param>
/// <param name="ServerDate">The time of the server's clock, or <c>null</c> if not sent.</param>
/// <param name="RetryAfter">The longest delay before the next request that a response of the poll asked for, or <c>null</c> if none did.</param>
internal readonly record struct PollResult(Deployment? Deployment, IReadOnlyList<Deployment> List, DateTimeOffset? ServerDate, TimeSpan? RetryAfter);
