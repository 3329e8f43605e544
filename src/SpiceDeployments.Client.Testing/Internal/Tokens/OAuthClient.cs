namespace SpiceDeployments.Client.Testing.Internal.Tokens;

internal sealed record OAuthClient(string Id, string Secret, IReadOnlyCollection<string> Scopes);
