namespace SpiceDeployments.Client.Testing.Tokens;

internal sealed record OAuthClient(string Id, string Secret, IReadOnlyCollection<string> Scopes);
