namespace SpiceDeployments.Client;

/// <summary>The service knows no app with this id that the credentials can access (404).</summary>
public sealed class AppNotFoundException : SpiceApiException
{
    /// <inheritdoc cref="SpiceException()"/>
    public AppNotFoundException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public AppNotFoundException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public AppNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal AppNotFoundException(string message, ApiErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }

    private AppNotFoundException(string message, AppNotFoundException error)
        : base(message, error)
    {
    }

    internal override SpiceApiException WithMessage(string message) => new AppNotFoundException(message, this);
}
