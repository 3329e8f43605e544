using Refit;

namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>The OAuth token endpoint, as it goes over the wire.</summary>
internal interface ITokenEndpoint
{
    [Post("/{**path}")]
    Task<IApiResponse<TokenResponse>> RequestTokenAsync(string path, [Body(buffered: true)] TokenRequest request, CancellationToken cancellationToken);
}
