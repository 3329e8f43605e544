namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>What one look at an app has shown.</summary>
/// <param name="Found">The deployment that was looked for. Null: the app does not show it.</param>
/// <param name="List">The app's deployments, newest first, as far as they were listed.</param>
/// <param name="ServerDate">The server's own clock. Null: it did not say.</param>
internal readonly record struct DeploymentLook(Deployment? Found, IReadOnlyList<Deployment> List, DateTimeOffset? ServerDate);
