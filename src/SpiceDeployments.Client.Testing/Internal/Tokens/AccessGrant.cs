namespace SpiceDeployments.Client.Testing.Internal.Tokens;

/// <summary>What a token allows, to whom and until when.</summary>
/// <param name="Owner">What a deployment's <c>created_by</c> says.</param>
/// <param name="Organization">The organization whose apps it reaches; null reaches every app.</param>
/// <param name="Scopes">The scopes it carries.</param>
/// <param name="ExpiresAt">When it ends; null never.</param>
internal sealed record AccessGrant(string Owner, string? Organization, IReadOnlyCollection<string> Scopes, DateTimeOffset? ExpiresAt);
