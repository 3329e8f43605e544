namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>Supplies the access token of each request.</summary>
internal interface IAccessTokenSource : IDisposable
{
    /// <summary>Gets the token to send.</summary>
    /// <param name="rejectedToken">The token that the service rejected, or <c>null</c>.</param>
    /// <param name="cancellationToken">Cancels the wait of this caller.</param>
    /// <returns>A token, which is the rejected one if there is no other.</returns>
    /// <exception cref="SpiceApiException">There is no valid token.</exception>
    ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken);
}
