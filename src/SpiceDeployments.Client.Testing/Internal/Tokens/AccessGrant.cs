namespace SpiceDeployments.Client.Testing.Internal.Tokens;

/// <summary>The permissions of a token.</summary>
/// <param name="Owner">The user or OAuth client that creates deployments with it.</param>
/// <param name="IsOAuthClient">Whether the owner is an OAuth client.</param>
/// <param name="Organization">The organization whose apps it can access. If <c>null</c>, it can access every app.</param>
/// <param name="Scopes">Its scopes.</param>
/// <param name="IssuedAt">The time when it was issued.</param>
/// <param name="Lifetime">The time after which it has expired. If <c>null</c>, it never expires.</param>
internal sealed record AccessGrant(
    string Owner, bool IsOAuthClient, string? Organization, IReadOnlyCollection<string> Scopes, DateTimeOffset IssuedAt, TimeSpan? Lifetime)
{
    public bool HasExpired(DateTimeOffset now) => now - IssuedAt >= Lifetime;

    public AccessGrant Revoke() => this with { Lifetime = TimeSpan.MinValue };
}
