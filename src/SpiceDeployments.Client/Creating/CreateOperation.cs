namespace SpiceDeployments.Client.Creating;

/// <summary>One deployment to be created, however many requests that takes.</summary>
internal sealed class CreateOperation(long appId, CreateDeploymentRequest request)
{
    public long AppId { get; } = appId;

    public CreateDeploymentRequest Request { get; } = request;

    /// <summary>When the first request was sent whose end is not known, as a timestamp of the clock. Null: there is none.</summary>
    public long? AmbiguousSince { get; set; }
}
