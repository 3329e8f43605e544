using System.Net;
using System.Text;
using Refit;
using SpiceDeployments.Client.Errors;
using SpiceDeployments.Client.Http;

namespace SpiceDeployments.Client.Authentication;

/// <summary>Exchanges a client id and secret for tokens, and keeps each as long as it is good. One exchange is under way at a time.</summary>
internal sealed class ClientCredentialsTokenSource(HttpClient httpClient, string path, TokenRequest request, TimeProvider timeProvider)
    : IAccessTokenSource, IDisposable
{
    private readonly ITokenEndpoint _endpoint = RestService.ForGenerated<ITokenEndpoint>(httpClient, RefitSettings.ForJsonContext(TokenJsonContext.Default));
    private readonly SecretRedactor _redactor = new(request.ClientSecret);
    private readonly SemaphoreSlim _exchange = new(1, 1);

    private volatile CachedToken? _cached;

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_cached is { } cached && cached.IsFresh(timeProvider))
        {
            return cached.Value;
        }

        return await ExchangeAsync(static (current, clock) => current.IsFresh(clock), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<string?> RenewAsync(string refusedToken, CancellationToken cancellationToken) =>
        await ExchangeAsync((current, _) => current.Value != refusedToken, cancellationToken).ConfigureAwait(false);

    public void Dispose()
    {
        httpClient.Dispose();
        _exchange.Dispose();
    }

    /// <summary>Fetches a new token, unless the one that another call has fetched meanwhile will do.</summary>
    private async Task<string> ExchangeAsync(Func<CachedToken, TimeProvider, bool> willDo, CancellationToken cancellationToken)
    {
        await _exchange.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_cached is not { } current || !willDo(current, timeProvider))
            {
                current = await FetchAsync(cancellationToken).ConfigureAwait(false);
                _cached = current;
            }

            return current.Value;
        }
        finally
        {
            _exchange.Release();
        }
    }

    private async Task<CachedToken> FetchAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset asked = timeProvider.GetUtcNow();
        using IApiResponse<TokenResponse> answer = await _endpoint.RequestTokenAsync(path, request, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return answer is { IsSuccessStatusCode: true, Content.AccessToken: { Length: > 0 } token } && HeaderValues.IsToken(token)
            ? new CachedToken(token, asked, answer.Content.ExpiresIn)
            : throw Fault(answer);
    }

    /// <summary>The fault of an exchange. Whatever it was, the request that needed the token has not been sent.</summary>
    private SpiceApiException Fault(IApiResponse<TokenResponse> answer)
    {
        Exception? cause = answer.Error?.InnerException;
        var fault = new ApiFault { Kind = ApiFaultKind.NotProcessed, StatusCode = answer.StatusCode };
        string start = $"No access token: {httpClient.BaseAddress}{path}";
        return answer.StatusCode switch
        {
            null => new SpiceApiException(_redactor.Redact($"{start} did not answer. {cause?.Message}"), fault, cause),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new SpiceApiException($"{start} was answered {(int)answer.StatusCode}.", fault, innerException: null),
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices =>
                new SpiceAuthenticationException($"{start} was answered {(int)answer.StatusCode} without a usable access_token.", fault, cause),
            _ => new SpiceAuthenticationException(_redactor.Redact(Refused(start, answer)), fault with { Kind = ApiFaultKind.Refused }),
        };
    }

    private static string Refused(string start, IApiResponse<TokenResponse> answer)
    {
        string? content = (answer.Error as ApiException)?.Content;
        ErrorBody body = ErrorBody.Parse(Encoding.UTF8.GetBytes(content ?? ""));
        string reason = body.Message ?? body.Code ?? "it gave no reason";
        return $"{start} refused the client credentials with {(int?)answer.StatusCode}: {reason}. Check ClientId and ClientSecret.";
    }
}
