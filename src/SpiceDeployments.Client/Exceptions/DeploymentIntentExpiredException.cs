namespace SpiceDeployments.Client;

/// <summary>
/// The create of a <see cref="DeploymentIntent"/> was not sent, because the 30 seconds within which an intent may be sent have elapsed and there was
/// no <c>SaveIntent</c> to store the intent again. Nothing was created.
/// </summary>
/// <remarks>
/// Prepare a new intent, store it, and create from it, or set <see cref="CreateDeploymentOptions.SaveIntent"/> or
/// <see cref="DeployOptions.SaveIntent"/>. <see cref="Exception.InnerException"/> is the error of the last request, or <c>null</c> if none was sent.
/// </remarks>
public sealed class DeploymentIntentExpiredException : DeploymentException
{
    /// <inheritdoc cref="SpiceException()"/>
    public DeploymentIntentExpiredException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public DeploymentIntentExpiredException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public DeploymentIntentExpiredException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
