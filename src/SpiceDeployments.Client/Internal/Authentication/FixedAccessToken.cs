namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>One token, such as a personal access token, for as long as the client lives.</summary>
internal sealed class FixedAccessToken(string token) : IAccessTokenSource
{
    public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken) => ValueTask.FromResult(token);
}
