
namespace SpiceDeployments.Client;

/// <summary>The credentials are good but do not allow this (403).</summary>
public sealed class SpiceForbiddenException : SpiceApiException
{
    /// <inheritdoc cref="SpiceApiException(string, Exception)"/>
    public SpiceForbiddenException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal SpiceForbiddenException(string message, ApiFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }

    /// <summary>The scope that the token lacks, such as <c>deployments:write</c>. Null when the service named none.</summary>
    public string? RequiredScope { get; init; }
}
