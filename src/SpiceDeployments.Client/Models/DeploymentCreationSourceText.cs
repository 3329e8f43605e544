namespace SpiceDeployments.Client;

/// <summary>The text that the API uses for <see cref="DeploymentCreationSource"/>.</summary>
internal static class DeploymentCreationSourceText
{
    public static DeploymentCreationSource Parse(string? text) => text?.ToLowerInvariant() switch
    {
        "api" => DeploymentCreationSource.Api,
        "portal" => DeploymentCreationSource.Portal,
        "github" => DeploymentCreationSource.GitHub,
        "cli" => DeploymentCreationSource.Cli,
        "dashboard" => DeploymentCreationSource.Dashboard,
        _ => DeploymentCreationSource.Unknown,
    };
}
