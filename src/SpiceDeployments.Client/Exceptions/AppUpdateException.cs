namespace SpiceDeployments.Client;

/// <summary>The response to an update of an app was lost, and the app does not show that the update was applied.</summary>
public sealed class AppUpdateException : SpiceException
{
    /// <inheritdoc cref="SpiceException()"/>
    public AppUpdateException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public AppUpdateException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public AppUpdateException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What the app shows. Default <see cref="AppUpdateOutcome.Unknown"/>.</summary>
    public AppUpdateOutcome Outcome { get; init; }

    /// <summary>The app after the update, or <c>null</c> if it could not be read.</summary>
    public App? Current { get; init; }
}
