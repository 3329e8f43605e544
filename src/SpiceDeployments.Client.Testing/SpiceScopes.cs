namespace SpiceDeployments.Client.Testing;

/// <summary>The scopes of the API that a token can carry.</summary>
public static class SpiceScopes
{
    /// <summary>To list and read deployments: <c>deployments:read</c>.</summary>
    public const string DeploymentsRead = "deployments:read";

    /// <summary>To create deployments: <c>deployments:write</c>.</summary>
    public const string DeploymentsWrite = "deployments:write";

    /// <summary>To list and read apps: <c>apps:read</c>.</summary>
    public const string AppsRead = "apps:read";

    /// <summary>To change, pause and resume apps: <c>apps:write</c>.</summary>
    public const string AppsWrite = "apps:write";

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<string> All { get; } = [DeploymentsRead, DeploymentsWrite, AppsRead, AppsWrite];
}
