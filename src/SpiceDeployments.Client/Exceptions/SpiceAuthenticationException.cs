
namespace SpiceDeployments.Client;

/// <summary>
/// The service does not accept the credentials (401): the token is missing, malformed, expired or revoked. Or no token could be had, and
/// <see cref="SpiceApiException.StatusCode"/> is that of the token endpoint, or null.
/// </summary>
public sealed class SpiceAuthenticationException : SpiceApiException
{
    /// <inheritdoc cref="SpiceApiException(string, Exception)"/>
    public SpiceAuthenticationException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal SpiceAuthenticationException(string message, ApiFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}
