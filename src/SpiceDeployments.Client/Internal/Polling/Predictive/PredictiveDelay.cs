namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>The <see cref="PredictiveSchedule"/> of one wait. Each poll shows how old the deployment is and how long earlier ones took.</summary>
internal sealed class PredictiveDelay(PollingOptions polling, TimeProvider timeProvider, Random random) : DelayStrategy(polling.UseJitter, random)
{
    private TimeSpan[] _history = [];
    private TimeSpan _age;
    private long _observedAt;

    public override void Observe(PollResult result)
    {
        if (result.Deployment is { CreatedAt: { } createdAt } deployment)
        {
            _history = EarlierDurations.Get(result.List, deployment.Id);
            _age = (result.ServerDate ?? timeProvider.GetUtcNow()) - createdAt;
            _observedAt = timeProvider.GetTimestamp();
        }
    }

    protected override TimeSpan GetDelayAfter(int pollNumber) =>
        PredictiveSchedule.GetDelay(polling, _history, _age + timeProvider.GetElapsedTime(_observedAt), pollNumber);
}
