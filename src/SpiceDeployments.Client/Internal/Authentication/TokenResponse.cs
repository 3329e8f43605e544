namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>What the token endpoint answers. A class, because a record would print the token.</summary>
internal sealed class TokenResponse
{
    public string? AccessToken { get; init; }

    /// <summary>The lifetime of the token in seconds. Null when not sent.</summary>
    public double? ExpiresIn { get; init; }
}
