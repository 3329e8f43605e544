using Polly;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Something that is tried again and again, on the schedule of <see cref="PollingOptions"/>, until it ends or its time is up.</summary>
/// <param name="polling">The delays.</param>
/// <param name="timeout">The time for all of it.</param>
/// <param name="timeProvider">The clock.</param>
internal abstract class PollingSession<T>(PollingOptions polling, TimeSpan timeout, TimeProvider timeProvider)
{
    /// <summary>How long a look at the deadline itself may take.</summary>
    private static readonly TimeSpan LastLookAllowance = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _timeProvider = timeProvider;

    protected PollingOptions Polling { get; } = polling;

    protected Deadline Deadline { get; } = new(timeProvider, timeout);

    public abstract ValueTask<T> TryAsync(CancellationToken cancellationToken);

    /// <summary>Whether the last outcome was to be followed by another try.</summary>
    public bool IsUnfinished { get; private set; }

    public bool GoesOn(Outcome<T> outcome) => IsUnfinished = !Deadline.HasPassed && !IsFinal(outcome);

    public TimeSpan DelayAfter(int attempt, Outcome<T> outcome)
    {
        TimeSpan scheduled = ScheduledDelay(attempt, Random.Shared.NextDouble());
        TimeSpan? asked = RetryAfterOf(outcome);
        return asked is null && scheduled < Deadline.Remaining ? Plan(scheduled) : Deadline.Cut(scheduled, asked);
    }

    /// <summary>Called when another try follows.</summary>
    /// <param name="outcome">How the last try ended.</param>
    /// <param name="delay">The time until the next one.</param>
    public abstract void OnDelay(Outcome<T> outcome, TimeSpan delay);

    /// <summary>Looks within the time that is left. A look that hangs must not keep the session from its end.</summary>
    /// <exception cref="SpiceApiException">The look failed, or the time was up.</exception>
    /// <exception cref="OperationCanceledException">The caller has given up.</exception>
    protected async Task<TSeen> LookAsync<TSeen>(Func<ApiCall, CancellationToken, Task<TSeen>> look, CancellationToken cancellationToken)
    {
        TimeSpan timeLeft = Deadline.Remaining > LastLookAllowance ? Deadline.Remaining : LastLookAllowance;
        using var limit = new CancellationTokenSource(timeLeft, _timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await look(new ApiCall { TimeLeft = () => Deadline.Remaining }, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SpiceApiException("The service did not answer in the time that was left.", exception) { Kind = ApiFaultKind.Unclear };
        }
    }

    /// <summary>The delay that the service asked for in this outcome, or null.</summary>
    protected virtual TimeSpan? RetryAfterOf(Outcome<T> outcome) => (outcome.Exception as SpiceApiException)?.RetryAfter;

    /// <summary>The delay by the schedule, whatever the service and the deadline have to say.</summary>
    /// <param name="attempt">The number of the try that it follows, from 0.</param>
    /// <param name="random">A number from 0 to 1, for jitter.</param>
    protected virtual TimeSpan ScheduledDelay(int attempt, double random) => ExponentialSchedule.DelayAfter(Polling, attempt, random);

    /// <summary>Settles when the next try is. A delay that the service asked for, and the one before the deadline, are not up to this.</summary>
    /// <param name="delay">The delay by the schedule.</param>
    /// <returns>The delay to make: this one or a shorter one.</returns>
    protected virtual TimeSpan Plan(TimeSpan delay) => delay;

    /// <summary>Whether this outcome is the end, however much time is left.</summary>
    protected abstract bool IsFinal(Outcome<T> outcome);
}
