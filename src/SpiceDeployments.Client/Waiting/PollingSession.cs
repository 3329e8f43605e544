using Polly;

namespace SpiceDeployments.Client.Waiting;

/// <summary>Something that is tried again and again, on the schedule of <see cref="PollingOptions"/>, until it ends or its time is up.</summary>
/// <param name="polling">The delays.</param>
/// <param name="timeout">The time for all of it.</param>
/// <param name="timeProvider">The clock.</param>
internal abstract class PollingSession<T>(PollingOptions polling, TimeSpan timeout, TimeProvider timeProvider)
{
    protected PollingOptions Polling { get; } = polling;

    protected Deadline Deadline { get; } = new(timeProvider, timeout);

    public abstract ValueTask<T> TryAsync(CancellationToken cancellationToken);

    public bool GoesOn(Outcome<T> outcome) => !Deadline.HasPassed && !IsFinal(outcome);

    public TimeSpan DelayAfter(int attempt, Outcome<T> outcome)
    {
        TimeSpan delay = ExponentialSchedule.DelayAfter(Polling, attempt, Random.Shared.NextDouble());
        return Deadline.Cut(delay, RetryAfterOf(outcome));
    }

    /// <summary>Called when another try follows.</summary>
    /// <param name="outcome">How the last try ended.</param>
    /// <param name="delay">The time until the next one.</param>
    public abstract void OnDelay(Outcome<T> outcome, TimeSpan delay);

    /// <summary>The delay that the service asked for in this outcome, or null.</summary>
    protected virtual TimeSpan? RetryAfterOf(Outcome<T> outcome) => (outcome.Exception as SpiceApiException)?.RetryAfter;

    /// <summary>Whether this outcome is the end, however much time is left.</summary>
    protected abstract bool IsFinal(Outcome<T> outcome);
}
