namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The state that all apps of an emulator share: the lock, the clock, the counter of deployment ids and the rules.</summary>
internal sealed class EmulatorState(SpiceCloudEmulatorOptions options)
{
    private readonly TimeProvider _timeProvider = options.TimeProvider;
    private readonly TimeSpan _clockDifference = options.ClockDifference;
    private long _lastDeploymentId = 1000;

    public object Lock { get; } = new();

    public CreatedStatusMeaning CreatedStatusMeaning { get; } = options.CreatedStatusMeaning;

    public ConflictRule ConflictRule { get; } = options.ConflictRule;

    public TimeSpan VisibilityDelay { get; } = options.VisibilityDelay;

    public IReadOnlyList<NormalizationRule> Normalization { get; } = [.. options.Normalization];

    public DateTimeOffset Now => _timeProvider.GetUtcNow();

    /// <summary>Converts a time of the emulator's clock to the clock of the service's database.</summary>
    public DateTimeOffset ToDatabaseTime(DateTimeOffset time) => time + _clockDifference;

    public long CreateDeploymentId() => Interlocked.Increment(ref _lastDeploymentId);
}
