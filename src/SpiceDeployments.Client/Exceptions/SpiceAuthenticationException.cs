namespace SpiceDeployments.Client;

/// <summary>
/// The service rejected the credentials (401), or the client could not get an access token. In the second case
/// <see cref="SpiceApiException.StatusCode"/> is the status of the token endpoint, or <c>null</c>.
/// </summary>
public sealed class SpiceAuthenticationException : SpiceApiException
{
    /// <inheritdoc cref="SpiceException()"/>
    public SpiceAuthenticationException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public SpiceAuthenticationException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public SpiceAuthenticationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SpiceAuthenticationException(string message, ApiErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }

    private SpiceAuthenticationException(string message, SpiceAuthenticationException error)
        : base(message, error)
    {
    }

    internal override SpiceApiException WithMessage(string message) => new SpiceAuthenticationException(message, this);
}
