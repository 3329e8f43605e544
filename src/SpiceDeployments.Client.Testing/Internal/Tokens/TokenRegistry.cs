using System.Collections.Concurrent;
using SpiceDeployments.Client.Testing.Internal.Clock;

namespace SpiceDeployments.Client.Testing.Internal.Tokens;

/// <summary>Every token and OAuth client that this emulator knows.</summary>
internal sealed class TokenRegistry(TimeProvider timeProvider, TimeSpan lifetime, TimeSpan? expireAfter)
{
    private const string TokenOwner = "user@example.com";

    private readonly ConcurrentDictionary<string, AccessGrant> _grants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OAuthClient> _clients = new(StringComparer.Ordinal);

    /// <summary>How long tokens of OAuth clients are said to be valid, whenever they really expire.</summary>
    public TimeSpan Lifetime => lifetime;

    public string Issue(string? organization, IReadOnlyCollection<string> scopes) =>
        Issue(new AccessGrant(TokenOwner, organization, scopes, ExpiresAt: null));

    public string Issue(OAuthClient client, IReadOnlyCollection<string> scopes) =>
        Issue(new AccessGrant(client.Id, Organization: null, scopes, timeProvider.After(expireAfter ?? lifetime)));

    public void Revoke(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!_grants.TryGetValue(token, out AccessGrant? grant))
        {
            throw new ArgumentException("This emulator never issued such a token.", nameof(token));
        }

        _grants[token] = grant with { ExpiresAt = DateTimeOffset.MinValue };
    }

    public void RevokeAll()
    {
        foreach (string token in _grants.Keys)
        {
            Revoke(token);
        }
    }

    public AccessGrant? Find(string token) => _grants.GetValueOrDefault(token);

    public bool HasExpired(AccessGrant grant) => grant.ExpiresAt <= timeProvider.GetUtcNow();

    public bool TryAddClient(OAuthClient client) => _clients.TryAdd(client.Id, client);

    public OAuthClient? FindClient(string id, string secret) =>
        _clients.TryGetValue(id, out OAuthClient? client) && string.Equals(client.Secret, secret, StringComparison.Ordinal) ? client : null;

    private string Issue(AccessGrant grant)
    {
        // A random number of the cryptography library would load OpenSSL, for which a first start would wait.
        string token = "emulated_" + Guid.NewGuid().ToString("N");
        _grants[token] = grant;
        return token;
    }
}
