namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>The request to the token endpoint. A class, because a record would print the secret.</summary>
internal sealed class TokenRequest
{
    public string GrantType { get; } = "client_credentials";

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public string? Scope { get; init; }
}
