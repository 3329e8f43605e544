namespace SpiceDeployments.Client;

/// <summary>A deployment was not created because another one of the same app is in the way (409). Nothing was created.</summary>
public sealed class DeploymentConflictException : SpiceApiException
{
    /// <inheritdoc cref="SpiceApiException(string, Exception)"/>
    public DeploymentConflictException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal DeploymentConflictException(SpiceApiException answer, Deployment? activeDeployment)
        : base(Describe(answer, activeDeployment), answer)
    {
        ActiveDeployment = activeDeployment;
    }

    /// <summary>The deployment that is in the way. Null when the service's list shows none.</summary>
    public Deployment? ActiveDeployment { get; init; }

    private static string Describe(SpiceApiException answer, Deployment? active) =>
        active is null
            ? $"{answer.Message} Nothing was created."
            : $"{answer.Message} Nothing was created. Deployment {active.Id} is in the way: its status is '{active.RawStatus}'.";
}
