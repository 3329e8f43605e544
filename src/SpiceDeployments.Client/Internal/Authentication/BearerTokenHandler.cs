using System.Net;
using System.Net.Http.Headers;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>Sends the access token with every request. If the service rejects the token (401), the request is sent once more with a new one.</summary>
internal sealed class BearerTokenHandler(IAccessTokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string token = await tokens.GetTokenAsync(rejectedToken: null, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is not HttpStatusCode.Unauthorized)
        {
            return response;
        }

        string newToken = await tokens.GetTokenAsync(rejectedToken: token, cancellationToken).ConfigureAwait(false);
        if (newToken == token)
        {
            return response;
        }

        response.Dispose();
        request.Options.Set(RequestOptions.RejectedToken, token);
        SendPermit.Of(request)?.Release(); // 401 proves that the request was not processed.
        return await SendAsync(request, newToken, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            tokens.Dispose();
        }

        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}
