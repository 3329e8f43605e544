namespace SpiceDeployments.Client;

/// <summary>The base class of every exception that this library defines.</summary>
/// <remarks>
/// Invalid arguments, invalid options and canceled calls are reported by exceptions of .NET: <see cref="ArgumentException"/>,
/// <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> and <see cref="OperationCanceledException"/>.
/// </remarks>
public abstract class SpiceException : Exception
{
    /// <summary>Initializes a new instance with a default message.</summary>
    protected SpiceException()
    {
    }

    /// <summary>Initializes a new instance with a message.</summary>
    /// <param name="message">What went wrong. If <c>null</c>, a default message is used.</param>
    protected SpiceException(string? message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance with a message and the exception that caused this one.</summary>
    /// <param name="message">What went wrong. If <c>null</c>, a default message is used.</param>
    /// <param name="innerException">The cause, or <c>null</c> if there is none.</param>
    protected SpiceException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The id of the app that the call was about, or <c>null</c> if the exception does not carry the id.</summary>
    public long? AppId { get; init; }

    /// <summary>The id of the deployment that the call was about, or <c>null</c> if the exception does not carry the id.</summary>
    public long? DeploymentId { get; init; }
}
