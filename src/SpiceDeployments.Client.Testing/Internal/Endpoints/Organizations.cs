using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The organizations that the apps, tokens and OAuth clients of an emulator belong to.</summary>
internal sealed class Organizations(AppStore apps, TokenRegistry tokens)
{
    /// <summary>The names, each in its first spelling, in order.</summary>
    public IReadOnlyList<string> GetNames() =>
    [
        .. apps.List(organization: null).Select(app => app.Organization).Concat(tokens.Organizations).OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>
    /// Returns the name in its first spelling, or <c>null</c> if the organization does not exist. If an emulator has no organizations, a test does not depend on
    /// them, and every name is accepted.
    /// </summary>
    public string? Find(string name) => GetNames() is { Count: > 0 } names ? names.FirstOrDefault(known => AreEqual(known, name)) : name;

    /// <summary>The organizations that a token can access.</summary>
    public IReadOnlyList<string> GetAccessible(AccessGrant grant) => grant switch
    {
        { Organization: { } organization } => [organization],
        { IsOAuthClient: true } => [],
        _ => GetNames(),
    };

    /// <summary>Names are compared without regard to case.</summary>
    public static bool AreEqual(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
