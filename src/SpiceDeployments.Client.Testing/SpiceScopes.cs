namespace SpiceDeployments.Client.Testing;

/// <summary>The scopes that a token of the API can have.</summary>
public static class SpiceScopes
{
    /// <summary>Allows listing and reading deployments: <c>deployments:read</c>.</summary>
    public const string DeploymentsRead = "deployments:read";

    /// <summary>Allows creating deployments, and whatever <see cref="DeploymentsRead"/> allows: <c>deployments:write</c>.</summary>
    public const string DeploymentsWrite = "deployments:write";

    /// <summary>Allows listing and reading apps: <c>apps:read</c>.</summary>
    public const string AppsRead = "apps:read";

    /// <summary>Allows creating, updating, pausing and resuming apps, and whatever <see cref="AppsRead"/> allows: <c>apps:write</c>.</summary>
    public const string AppsWrite = "apps:write";

    /// <summary>Allows deleting apps: <c>apps:delete</c>.</summary>
    public const string AppsDelete = "apps:delete";

    /// <summary>Allows listing and reading secrets, without their values: <c>secrets:read</c>.</summary>
    public const string SecretsRead = "secrets:read";

    /// <summary>Allows setting and deleting secrets, and whatever <see cref="SecretsRead"/> allows: <c>secrets:write</c>.</summary>
    public const string SecretsWrite = "secrets:write";

    /// <summary>Allows everything: <c>*</c>.</summary>
    public const string Any = "*";

    /// <summary>Every scope but <see cref="Any"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [DeploymentsRead, DeploymentsWrite, AppsRead, AppsWrite, AppsDelete, SecretsRead, SecretsWrite];

    /// <exception cref="ArgumentException"><paramref name="scopes"/> is <c>null</c> or contains an unknown scope.</exception>
    internal static void ThrowIfUnknown(string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        foreach (string scope in scopes.Except([.. All, Any], StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no scope '{scope}'. The scopes are {string.Join(", ", All)} and {Any}.", nameof(scopes));
        }
    }
}
