
namespace SpiceDeployments.Client;

/// <summary>The service had too many requests to look at this one (429); <see cref="SpiceApiException.RetryAfter"/> says how long to wait.</summary>
public sealed class SpiceRateLimitException : SpiceApiException
{
    /// <inheritdoc cref="SpiceApiException(string, Exception)"/>
    public SpiceRateLimitException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal SpiceRateLimitException(string message, ApiFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}
