using Polly;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Tests.Waiting;

/// <summary>A session that makes each try a second sooner than the schedule says, where that is up to it.</summary>
internal sealed class ShiftedSession(TimeSpan timeout, TimeProvider timeProvider) : PollingSession<int>(new PollingOptions(), timeout, timeProvider)
{
    public override ValueTask<int> TryAsync(CancellationToken cancellationToken) => ValueTask.FromResult(0);

    public override void OnDelay(Outcome<int> outcome, TimeSpan delay)
    {
    }

    protected override TimeSpan Plan(TimeSpan delay) => delay - TimeSpan.FromSeconds(1);

    protected override bool IsFinal(Outcome<int> outcome) => false;
}
