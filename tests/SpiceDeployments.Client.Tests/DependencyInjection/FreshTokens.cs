using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.DependencyInjection;

/// <summary>A token source that has a new token each time that it is asked.</summary>
internal sealed class FreshTokens(SpiceCloudEmulator cloud) : IAccessTokenSource
{
    public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken) =>
        ValueTask.FromResult(cloud.IssueToken([.. SpiceScopes.All]));
}
