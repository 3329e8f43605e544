using System.Net;
using System.Text;
using Refit;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>Exchanges a client id and secret for tokens (OAuth 2.0 client credentials). The base address of the HTTP client is the token endpoint.</summary>
internal sealed class ClientCredentialsTokenProvider(HttpClient httpClient, TokenRequest tokenRequest, TimeProvider timeProvider)
    : AccessTokenProvider, IDisposable
{
    private const double DefaultLifetimeSeconds = 3600;
    private const double MaxLifetimeSeconds = 365 * 24 * 3600.0;

    private readonly ITokenApi _api = RestService.ForGenerated<ITokenApi>(httpClient, CreateRefitSettings());
    private readonly SecretRedactor _redactor = new(tokenRequest.ClientSecret);

    public void Dispose() => httpClient.Dispose();

    public override string ToString() => $"The token endpoint {httpClient.BaseAddress}";

    /// <inheritdoc/>
    /// <exception cref="SpiceApiException">The token endpoint rejected the credentials, or did not respond.</exception>
    public override async ValueTask<AccessToken> GetTokenAsync(AccessTokenRequest request, CancellationToken cancellationToken)
    {
        DateTimeOffset requestedAt = timeProvider.GetUtcNow();
        using IApiResponse<TokenResponse> response = await _api.RequestTokenAsync(tokenRequest, cancellationToken).ConfigureAwait(false);
        return response is { IsSuccessStatusCode: true, Content.AccessToken: { } token } && HeaderValidation.IsValidToken(token)
            ? new AccessToken(token, requestedAt.AddSeconds(GetLifetime(response.Content.ExpiresIn)))
            : throw CreateException(response);
    }

    private static RefitSettings CreateRefitSettings()
    {
        RefitSettings settings = RefitSettingsFactory.Create(TokenJsonContext.Default);
        settings.UrlResolution = UrlResolutionMode.Rfc3986; // The default drops a slash at the end of the address.
        return settings;
    }

    private static double GetLifetime(double? expiresInSeconds) => expiresInSeconds switch
    {
        null => DefaultLifetimeSeconds,
        double.NaN => 0,
        { } seconds => Math.Clamp(seconds, 0, MaxLifetimeSeconds),
    };

    /// <summary>Creates the exception for a failed exchange. The request that needed the token has not been sent.</summary>
    private SpiceApiException CreateException(IApiResponse<TokenResponse> response)
    {
        Exception? cause = response.Error?.InnerException is { } inner ? _redactor.Redact(inner) : null;
        var details = new ApiErrorDetails
        {
            Disposition = RequestDisposition.NotProcessed,
            StatusCode = response.StatusCode,
            IsFromApi = ReadError(response).IsRecognized,
            IsPersistent = cause is not null && TransientErrors.IsPersistent(cause),
        };
        return response.StatusCode switch
        {
            null => new SpiceApiException(_redactor.Redact($"Could not get an access token: no response from {httpClient.BaseAddress} was received. {cause?.Message}"), details, cause),
            { } status when TransientErrors.IsTransient(status) =>
                new SpiceApiException($"Could not get an access token: {httpClient.BaseAddress} returned {(int)status}.", details, innerException: null),
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices =>
                new SpiceAuthenticationException($"Could not get an access token: {httpClient.BaseAddress} returned {(int)response.StatusCode} without a valid access_token.", details, cause),
            _ => new SpiceAuthenticationException(
                $"Could not get an access token: {httpClient.BaseAddress} rejected the client credentials with {(int)response.StatusCode}: {GetReason(response)}. Check ClientId and ClientSecret.",
                details with { Disposition = RequestDisposition.Rejected }),
        };
    }

    private string GetReason(IApiResponse<TokenResponse> response)
    {
        ErrorBody body = ReadError(response).Redact(_redactor);
        return (body.Message ?? body.Code, body.Description) switch
        {
            ({ } error, { } description) => $"{error} ({description})",
            var (error, description) => error ?? description ?? "no reason was given",
        };
    }

    private static ErrorBody ReadError(IApiResponse<TokenResponse> response) => ErrorBody.Parse(Encoding.UTF8.GetBytes((response.Error as ApiException)?.Content ?? ""));
}
