using SpiceDeployments.Client.Errors;

namespace SpiceDeployments.Client;

/// <summary>The credentials are good but do not allow this (403).</summary>
public sealed class SpicePermissionException : SpiceApiException
{
    /// <inheritdoc cref="SpiceApiException(string, Exception)"/>
    public SpicePermissionException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal SpicePermissionException(string message, ApiFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }

    /// <summary>The scope that the token lacks, such as <c>deployments:write</c>. Null when the service named none.</summary>
    public string? RequiredScope { get; init; }
}
