namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>A moment at which an app will be looked at.</summary>
/// <param name="appId">The app.</param>
/// <param name="timestamp">The moment, as a timestamp of the clock.</param>
internal sealed class LookTime(long appId, long timestamp)
{
    public long AppId { get; } = appId;

    public long Timestamp { get; } = timestamp;

    /// <summary>How many waits will look then.</summary>
    public int Waits { get; set; }
}
