namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>Stops the processing of a request with an error response.</summary>
internal sealed class ApiErrorException(int status, string error, string? code = null, ApiErrorBody.ValidationDetails? details = null) : Exception(error)
{
    public int Status => status;

    public ApiErrorBody Body { get; } = new(error, code, details);
}
