namespace SpiceDeployments.Client.Testing.Internal.Tokens;

/// <summary>An OAuth client, whose tokens access the apps of its organization, or every app if that is <c>null</c>.</summary>
internal sealed record OAuthClient(string Id, string Secret, string? Organization, IReadOnlyCollection<string> Scopes);
