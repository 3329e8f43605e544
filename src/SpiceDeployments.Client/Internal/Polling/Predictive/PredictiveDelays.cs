namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>The <see cref="PredictiveSchedule"/> of one wait: it learns from each look how old the deployment is and how long earlier ones took.</summary>
internal sealed class PredictiveDelays(PollingOptions polling, TimeProvider timeProvider)
{
    private TimeSpan[] _history = [];
    private TimeSpan _age;
    private long _learnedAt;

    public void Learn(DeploymentLook look)
    {
        if (look.Found is { } deployment && deployment.CreatedAt != default)
        {
            _history = DeploymentHistory.DurationsIn(look.List, deployment.Id);
            _age = (look.ServerDate ?? timeProvider.GetUtcNow()) - deployment.CreatedAt;
            _learnedAt = timeProvider.GetTimestamp();
        }
    }

    /// <inheritdoc cref="ExponentialSchedule.DelayAfter"/>
    public TimeSpan DelayAfter(int look, double random) =>
        PredictiveSchedule.DelayAfter(polling, _history, _age + timeProvider.GetElapsedTime(_learnedAt), look, random);
}
