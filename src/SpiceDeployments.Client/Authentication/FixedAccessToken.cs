namespace SpiceDeployments.Client.Authentication;

/// <summary>One token, such as a personal access token, for as long as the client lives.</summary>
internal sealed class FixedAccessToken(string token) : IAccessTokenSource
{
    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

    public ValueTask<string?> RenewAsync(string refusedToken, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);
}
