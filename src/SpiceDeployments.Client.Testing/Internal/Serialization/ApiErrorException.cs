namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>Ends the processing of a request with an error answer.</summary>
internal sealed class ApiErrorException(int status, string error, string? code = null, ApiErrorDetails? details = null) : Exception(error)
{
    public int Status => status;

    public ApiErrorBody Body { get; } = new(error, code, details);
}
