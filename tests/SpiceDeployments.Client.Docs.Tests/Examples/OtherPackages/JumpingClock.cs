using Microsoft.Extensions.Time.Testing;

namespace DocsExamples;

internal sealed class JumpingClock : FakeTimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isDelay = state is not CancellationTokenSource && dueTime > TimeSpan.Zero; // Timeouts of requests are not delays.
        if (isDelay)
        {
            Advance(dueTime);
        }

        return base.CreateTimer(callback, state, isDelay ? TimeSpan.Zero : dueTime, period);
    }
}
