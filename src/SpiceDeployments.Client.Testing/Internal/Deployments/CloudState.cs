namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>What all apps of one emulator share: the lock, the clock, the counter of deployment ids and the rules.</summary>
internal sealed class CloudState(SpiceCloudEmulatorOptions options)
{
    private long _lastDeploymentId = 1000;

    public object Lock { get; } = new();

    public CreatedStatusMeaning CreatedStatusMeaning { get; } = options.CreatedStatusMeaning;

    public ConflictRule ConflictRule { get; } = options.ConflictRule;

    public TimeSpan VisibilityDelay { get; } = options.VisibilityDelay;

    public DateTimeOffset Now => TimeProvider.GetUtcNow();

    private TimeProvider TimeProvider { get; } = options.TimeProvider;

    public long NextDeploymentId() => Interlocked.Increment(ref _lastDeploymentId);
}
