namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A token provider that runs a function of the test.</summary>
internal sealed class StubTokenProvider(Func<CancellationToken, Task<string>> getToken) : AccessTokenProvider
{
    /// <summary>When each token expires, or <c>null</c> if that is not known.</summary>
    public Func<DateTimeOffset?> ExpiresAt { get; init; } = () => null;

    public override async ValueTask<AccessToken> GetTokenAsync(AccessTokenRequest request, CancellationToken cancellationToken) =>
        new(await getToken(cancellationToken), ExpiresAt());
}
