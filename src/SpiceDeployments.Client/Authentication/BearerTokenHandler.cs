using System.Net;
using System.Net.Http.Headers;
using SpiceDeployments.Client.Http;

namespace SpiceDeployments.Client.Authentication;

/// <summary>Sends the access token with every request. A token that is refused is renewed, where it can be, and the request sent once more.</summary>
internal sealed class BearerTokenHandler(IAccessTokenSource tokens) : DelegatingHandler
{
    /// <summary>A token that the request was sent with before the one in its header.</summary>
    public static readonly HttpRequestOptionsKey<string> RefusedToken = new("SpiceDeployments.Client.RefusedToken");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string token = await tokens.GetTokenAsync(refusedToken: null, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is not HttpStatusCode.Unauthorized)
        {
            return response;
        }

        string renewed = await tokens.GetTokenAsync(refusedToken: token, cancellationToken).ConfigureAwait(false);
        if (renewed == token)
        {
            return response;
        }

        response.Dispose();
        request.Options.Set(RefusedToken, token);
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
