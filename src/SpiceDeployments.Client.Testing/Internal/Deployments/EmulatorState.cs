namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The state that all apps of an emulator share: the lock, the clock, the scheduled events, the counter of deployment ids and the rules.</summary>
internal sealed class EmulatorState(SpiceCloudEmulatorOptions options)
{
    private readonly TimeProvider _timeProvider = options.TimeProvider;
    private readonly EventSchedule _events = new();
    private readonly TimeSpan _clockDifference = options.ClockDifference;
    private long _lastDeploymentId = 1000;

    public object Lock { get; } = new();

    public CreatedStatusMeaning CreatedStatusMeaning { get; } = options.CreatedStatusMeaning;

    public ConflictRule ConflictRule { get; } = options.ConflictRule;

    public CreatedByFormat CreatedByFormat { get; } = options.CreatedByFormat;

    public ConcurrencyLimit ConcurrencyLimit { get; } = new(options.MaxConcurrentDeployments, options.ConcurrencyLimitRule);

    public TimeSpan VisibilityDelay { get; } = options.VisibilityDelay;

    public IReadOnlyList<NormalizationRule> Normalization { get; } = [.. options.Normalization];

    public DateTimeOffset Now => _timeProvider.GetUtcNow();

    /// <summary>Applies the events that are due, and returns the current time.</summary>
    public DateTimeOffset Update()
    {
        lock (Lock)
        {
            DateTimeOffset now = Now;
            _events.Apply(now);
            return now;
        }
    }

    /// <summary>Applies the events that are due. Does not read the clock if none is scheduled.</summary>
    public void ApplyEvents()
    {
        lock (Lock)
        {
            if (!_events.IsEmpty)
            {
                _events.Apply(Now);
            }
        }
    }

    /// <summary>Schedules a change of the state.</summary>
    /// <param name="dueAt">The time of the change.</param>
    /// <param name="apply">Changes the state as of the time that it receives, under the lock.</param>
    public void Schedule(DateTimeOffset dueAt, Action<DateTimeOffset> apply)
    {
        lock (Lock)
        {
            _events.Add(dueAt, apply);
        }
    }

    /// <summary>Converts a time of the emulator's clock to the clock of the service's database.</summary>
    public DateTimeOffset ToDatabaseTime(DateTimeOffset time) => time + _clockDifference;

    public long CreateDeploymentId() => Interlocked.Increment(ref _lastDeploymentId);
}
