namespace SpiceDeployments.Client.Testing;

/// <summary>The scopes that a token of the API can have.</summary>
public static class SpiceScopes
{
    /// <summary>Allows listing and reading deployments: <c>deployments:read</c>.</summary>
    public const string DeploymentsRead = "deployments:read";

    /// <summary>Allows creating deployments: <c>deployments:write</c>.</summary>
    public const string DeploymentsWrite = "deployments:write";

    /// <summary>Allows listing and reading apps: <c>apps:read</c>.</summary>
    public const string AppsRead = "apps:read";

    /// <summary>Allows updating, pausing and resuming apps: <c>apps:write</c>.</summary>
    public const string AppsWrite = "apps:write";

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<string> All { get; } = [DeploymentsRead, DeploymentsWrite, AppsRead, AppsWrite];

    /// <exception cref="ArgumentException"><paramref name="scopes"/> is <c>null</c> or contains an unknown scope.</exception>
    internal static void ThrowIfUnknown(string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        foreach (string scope in scopes.Except(All, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no scope '{scope}'. The scopes are {string.Join(", ", All)}.", nameof(scopes));
        }
    }
}
