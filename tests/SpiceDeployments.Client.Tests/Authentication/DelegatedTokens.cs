namespace SpiceDeployments.Client.Tests.Authentication;

/// <summary>A token source that does whatever a test says.</summary>
internal sealed class DelegatedTokens(Func<CancellationToken, Task<string>> getToken) : IAccessTokenSource
{
    public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken) => new(getToken(cancellationToken));
}
