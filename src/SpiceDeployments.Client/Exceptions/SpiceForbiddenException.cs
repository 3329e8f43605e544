namespace SpiceDeployments.Client;

/// <summary>The credentials are valid but do not permit the call (403).</summary>
public sealed class SpiceForbiddenException : SpiceApiException
{
    /// <inheritdoc cref="SpiceException()"/>
    public SpiceForbiddenException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public SpiceForbiddenException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public SpiceForbiddenException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SpiceForbiddenException(string message, ApiErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }

    private SpiceForbiddenException(string message, SpiceForbiddenException error)
        : base(message, error) =>
        RequiredScope = error.RequiredScope;

    /// <summary>The scope that the token lacks, such as <c>deployments:write</c>, or <c>null</c> if the service did not name a scope.</summary>
    public string? RequiredScope { get; init; }

    internal override SpiceApiException WithMessage(string message) => new SpiceForbiddenException(message, this);
}
