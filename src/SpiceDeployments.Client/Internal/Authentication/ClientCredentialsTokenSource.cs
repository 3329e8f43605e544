using System.Net;
using System.Text;
using Refit;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>Exchanges a client id and secret for tokens, and keeps each as long as it is good. One exchange is under way at a time.</summary>
internal sealed class ClientCredentialsTokenSource(HttpClient httpClient, string path, TokenRequest request, TimeProvider timeProvider)
    : IAccessTokenSource, IDisposable
{
    private readonly ITokenEndpoint _endpoint = RestService.ForGenerated<ITokenEndpoint>(httpClient, RequestSettings.Create(TokenJsonContext.Default));
    private readonly SecretRedactor _redactor = new(request.ClientSecret);
    private readonly object _lock = new();

    private CachedToken? _cached;
    private Task<CachedToken>? _exchange;

    public async ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken)
    {
        CachedToken token = await GetAsync(rejectedToken, cancellationToken).ConfigureAwait(false);
        return token.Value;
    }

    public void Dispose() => httpClient.Dispose();

    /// <summary>The token at hand, if it is fresh and not the refused one, or else a new one. Whoever needs one meanwhile waits for the same exchange.</summary>
    private ValueTask<CachedToken> GetAsync(string? rejectedToken, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_cached is not null && _cached.Value != rejectedToken && _cached.IsFresh(timeProvider))
            {
                return ValueTask.FromResult(_cached);
            }

            _exchange ??= ExchangeAsync();
            return new ValueTask<CachedToken>(_exchange.WaitAsync(cancellationToken));
        }
    }

    /// <summary>Belongs to no caller, so that one who gives up takes it from nobody; the attempt's own time limit ends it.</summary>
    private async Task<CachedToken> ExchangeAsync()
    {
        await Task.Yield(); // Never ends inside the lock that starts it.
        try
        {
            CachedToken token = await FetchAsync().ConfigureAwait(false);
            lock (_lock)
            {
                _cached = token;
            }

            return token;
        }
        finally
        {
            EndExchange();
        }
    }

    /// <summary>A method of its own: the trimmer can drop the end of a lock that stands in a <c>finally</c> (dotnet/runtime#131088).</summary>
    private void EndExchange()
    {
        lock (_lock)
        {
            _exchange = null;
        }
    }

    private async Task<CachedToken> FetchAsync()
    {
        DateTimeOffset asked = timeProvider.GetUtcNow();
        using IApiResponse<TokenResponse> answer = await _endpoint.RequestTokenAsync(path, request, CancellationToken.None).ConfigureAwait(false);
        return answer is { IsSuccessStatusCode: true, Content.AccessToken: { Length: > 0 } token } && HeaderValues.IsToken(token)
            ? new CachedToken(token, asked, answer.Content.ExpiresIn)
            : throw Fault(answer);
    }

    /// <summary>The fault of an exchange. Whatever it was, the request that needed the token has not been sent.</summary>
    private SpiceApiException Fault(IApiResponse<TokenResponse> answer)
    {
        Exception? cause = answer.Error?.InnerException is { } inner ? _redactor.Redact(inner) : null;
        var fault = new ApiFault { Kind = ApiFaultKind.NotProcessed, StatusCode = answer.StatusCode };
        string start = $"No access token: {httpClient.BaseAddress}{path}";
        return answer.StatusCode switch
        {
            null => new SpiceApiException(_redactor.Redact($"{start} did not answer. {cause?.Message}"), fault, cause),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new SpiceApiException($"{start} was answered {(int)answer.StatusCode}.", fault, innerException: null),
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices =>
                new SpiceAuthenticationException($"{start} was answered {(int)answer.StatusCode} without a usable access_token.", fault, cause),
            _ => new SpiceAuthenticationException(Refused(start, answer), fault with { Kind = ApiFaultKind.Refused }),
        };
    }

    private string Refused(string start, IApiResponse<TokenResponse> answer)
    {
        string? content = (answer.Error as ApiException)?.Content;
        var body = ErrorBody.Parse(Encoding.UTF8.GetBytes(content ?? ""));
        string reason = Utf8Text.Excerpt(_redactor.Redact(body.Message ?? body.Code ?? "it gave no reason"));
        return $"{start} refused the client credentials with {(int?)answer.StatusCode}: {reason}. Check ClientId and ClientSecret.";
    }
}
