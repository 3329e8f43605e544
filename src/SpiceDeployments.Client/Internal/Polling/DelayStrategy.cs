using SpiceDeployments.Client.Internal.Polling.Predictive;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Chooses the delays between the polls of one wait. This class applies the jitter; a subclass computes the delay.</summary>
internal abstract class DelayStrategy(bool useJitter, Random random)
{
    private int _pollNumber;

    /// <summary>Creates the strategy of a wait for a deployment.</summary>
    public static DelayStrategy Create(PollingOptions polling, TimeProvider timeProvider) => polling.Schedule is PollingSchedule.Predictive
        ? new PredictiveDelay(polling, timeProvider, Random.Shared)
        : new ExponentialDelay(polling, polling.UseJitter, Random.Shared);

    /// <summary>Returns the delay before the next poll.</summary>
    public TimeSpan GetNextDelay()
    {
        TimeSpan delay = GetDelayAfter(_pollNumber++);
        return useJitter ? delay * (0.5 + (random.NextDouble() / 2)) : delay;
    }

    /// <summary>Learns from the result of a poll.</summary>
    public virtual void Observe(PollResult result)
    {
    }

    /// <summary>Returns the delay that follows a poll, without jitter.</summary>
    /// <param name="pollNumber">The number of the poll, from 0.</param>
    protected abstract TimeSpan GetDelayAfter(int pollNumber);
}
