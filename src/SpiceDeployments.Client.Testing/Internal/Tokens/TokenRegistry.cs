using System.Collections.Concurrent;

namespace SpiceDeployments.Client.Testing.Internal.Tokens;

/// <summary>The tokens and OAuth clients of an emulator.</summary>
/// <param name="timeProvider">The clock of the emulator.</param>
/// <param name="lifetime">The lifetime of OAuth tokens as reported in <c>expires_in</c>.</param>
/// <param name="effectiveLifetime">The time after which OAuth tokens are rejected. If <c>null</c>, it is <paramref name="lifetime"/>.</param>
internal sealed class TokenRegistry(TimeProvider timeProvider, TimeSpan lifetime, TimeSpan? effectiveLifetime)
{
    private const string TokenOwner = "user@example.com";

    private readonly ConcurrentDictionary<string, AccessGrant> _grants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OAuthClient> _clients = new(StringComparer.Ordinal);

    public TimeSpan Lifetime => lifetime;

    /// <summary>The organizations of the tokens and OAuth clients.</summary>
    public IEnumerable<string?> Organizations => _grants.Values.Select(grant => grant.Organization).Concat(_clients.Values.Select(client => client.Organization));

    public string Issue(string? organization, IReadOnlyCollection<string> scopes) => Issue(TokenOwner, isOAuthClient: false, organization, scopes, lifetime: null);

    public string Issue(OAuthClient client, IReadOnlyCollection<string> scopes) =>
        Issue(client.Id, isOAuthClient: true, client.Organization, scopes, effectiveLifetime ?? Lifetime);

    /// <summary>Adds a token with this value. Returns <c>false</c> if it exists.</summary>
    public bool TryAdd(string token, string? organization, IReadOnlyCollection<string> scopes) =>
        _grants.TryAdd(token, CreateGrant(TokenOwner, isOAuthClient: false, organization, scopes, lifetime: null));

    public void Revoke(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!_grants.TryGetValue(token, out AccessGrant? grant))
        {
            throw new ArgumentException("The token was not issued by this emulator.", nameof(token));
        }

        _grants[token] = grant.Revoke();
    }

    public void RevokeAll()
    {
        foreach (string token in _grants.Keys)
        {
            Revoke(token);
        }
    }

    public AccessGrant? Find(string token) => _grants.GetValueOrDefault(token);

    public bool HasExpired(AccessGrant grant) => grant.HasExpired(timeProvider.GetUtcNow());

    public bool TryAddClient(OAuthClient client) => _clients.TryAdd(client.Id, client);

    public OAuthClient? FindClient(string id, string secret) =>
        _clients.TryGetValue(id, out OAuthClient? client) && string.Equals(client.Secret, secret, StringComparison.Ordinal) ? client : null;

    private string Issue(string owner, bool isOAuthClient, string? organization, IReadOnlyCollection<string> scopes, TimeSpan? lifetime)
    {
        // A random number of the cryptography library would load OpenSSL, which slows down the first start.
        string token = "emulated_" + Guid.NewGuid().ToString("N");
        _grants[token] = CreateGrant(owner, isOAuthClient, organization, scopes, lifetime);
        return token;
    }

    private AccessGrant CreateGrant(string owner, bool isOAuthClient, string? organization, IReadOnlyCollection<string> scopes, TimeSpan? lifetime) =>
        new(owner, isOAuthClient, organization, scopes, timeProvider.GetUtcNow(), lifetime);
}
