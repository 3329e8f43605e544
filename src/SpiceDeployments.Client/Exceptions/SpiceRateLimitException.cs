namespace SpiceDeployments.Client;

/// <summary>The service rejected the call without processing it because of too many requests (429).</summary>
/// <remarks><see cref="SpiceApiException.RetryAfter"/> is the delay before the next request, if the service sent one.</remarks>
public sealed class SpiceRateLimitException : SpiceApiException
{
    /// <inheritdoc cref="SpiceException()"/>
    public SpiceRateLimitException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public SpiceRateLimitException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public SpiceRateLimitException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SpiceRateLimitException(string message, ApiErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }

    private SpiceRateLimitException(string message, SpiceRateLimitException error)
        : base(message, error)
    {
    }

    internal override SpiceApiException WithMessage(string message) => new SpiceRateLimitException(message, this);
}
