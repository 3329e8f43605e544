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

    /// <summary>Whether the organization exists. If an emulator has no organizations, a test does not depend on them, and every name is accepted.</summary>
    public bool Exists(string name) => GetNames() is { Count: > 0 } names ? names.Contains(name, StringComparer.OrdinalIgnoreCase) : true;

    /// <summary>The organizations that a token can access.</summary>
    public IReadOnlyList<string> GetAccessible(AccessGrant grant) => grant switch
    {
        { Organization: { } organization } => [organization],
        { IsOAuthClient: true } => [],
        _ => GetNames(),
    };
}
