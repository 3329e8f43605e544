namespace SpiceDeployments.Client;

/// <summary>
/// Where access tokens come from: a managed identity, a vault, a file that something else renews. Asked before every request, and by several
/// requests at once, so it keeps a token for as long as it is good. A request may serve several callers: the token must not depend on who calls.
/// </summary>
public interface IAccessTokenSource
{
    /// <summary>The token to send now, without <c>Bearer</c>.</summary>
    /// <param name="rejectedToken">
    /// A token that the service has just refused (401): give another one, past any cache. When there is no other, give the same again; the
    /// refusal is then the answer. Null before the first attempt.
    /// </param>
    /// <param name="cancellationToken">Ends with the request, and at the latest after <see cref="DeploymentsClientOptions.AttemptTimeout"/>.</param>
    /// <returns>The token. An exception, or a token that no header can carry, ends the request with a <see cref="SpiceAuthenticationException"/>.</returns>
    ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken);
}
