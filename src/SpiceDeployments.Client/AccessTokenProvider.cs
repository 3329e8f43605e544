namespace SpiceDeployments.Client;

/// <summary>Supplies access tokens, for example from a managed identity, a vault, or a file that another program renews.</summary>
/// <remarks>
/// The client caches each token until shortly before it expires, or until the service rejects it, and makes one call at a time: an
/// implementation does not have to cache. A token serves every call of the client and must not depend on the caller.
/// </remarks>
public abstract class AccessTokenProvider
{
    /// <summary>Gets an access token.</summary>
    /// <param name="request">Why the client needs a token.</param>
    /// <param name="cancellationToken">Canceled after <see cref="DeploymentsClientOptions.AttemptTimeout"/>, and when the client is disposed.</param>
    /// <returns>
    /// The token. If this method throws, or returns a token that an <c>Authorization</c> header cannot contain, the call that needed the
    /// token throws a <see cref="SpiceAuthenticationException"/>, and nothing is sent.
    /// </returns>
    public abstract ValueTask<AccessToken> GetTokenAsync(AccessTokenRequest request, CancellationToken cancellationToken);
}
