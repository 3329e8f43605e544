using Refit;

namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>The OAuth token endpoint, whose address is the base address of the HTTP client.</summary>
internal interface ITokenApi
{
    [Post("")] // A path as a parameter would be escaped twice.
    Task<IApiResponse<TokenResponse>> RequestTokenAsync([Body(buffered: true)] TokenRequest request, CancellationToken cancellationToken);
}
