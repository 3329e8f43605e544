namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>The response of the token endpoint. A class, because a record would print the token.</summary>
internal sealed class TokenResponse
{
    public string? AccessToken { get; init; }

    /// <summary>The lifetime of the token in seconds. <c>null</c> if not sent.</summary>
    public double? ExpiresIn { get; init; }
}
