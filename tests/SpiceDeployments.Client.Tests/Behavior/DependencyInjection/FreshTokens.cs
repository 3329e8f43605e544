using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.DependencyInjection;

/// <summary>A token provider that issues a new token for each request.</summary>
internal sealed class FreshTokens(SpiceCloudEmulator cloud) : AccessTokenProvider
{
    public override ValueTask<AccessToken> GetTokenAsync(AccessTokenRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new AccessToken(cloud.IssueToken([.. SpiceScopes.All])));
}
