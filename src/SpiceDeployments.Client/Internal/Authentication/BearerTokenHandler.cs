using System.Net;
using System.Net.Http.Headers;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>Sends the access token with every request. A token that is refused is renewed, where it can be, and the request sent once more.</summary>
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

        string renewed = await tokens.GetTokenAsync(rejectedToken: token, cancellationToken).ConfigureAwait(false);
        if (renewed == token)
        {
            return response;
        }

        response.Dispose();
        request.Options.Set(RequestOptions.RejectedToken, token);
        SingleSend.Of(request)?.GiveBack();
        return await SendAsync(request, renewed, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            (tokens as IDisposable)?.Dispose();
        }

        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}
