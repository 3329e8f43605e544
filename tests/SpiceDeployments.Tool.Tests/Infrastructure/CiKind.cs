namespace SpiceDeployments.Tool.Tests.Infrastructure;

/// <summary>The CI systems.</summary>
public enum CiKind
{
    None,
    GitHubActions,
    AzurePipelines,
    GitLab,
}
