using Refit;

namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>The OAuth token endpoint.</summary>
internal interface ITokenApi
{
    [Post("/{**path}")]
    Task<IApiResponse<TokenResponse>> RequestTokenAsync(string path, [Body(buffered: true)] TokenRequest request, CancellationToken cancellationToken);
}
