using Microsoft.Extensions.Time.Testing;

namespace TestYourDeployCode;

/// <summary>A clock for the client and the emulator that jumps to the end of each delay, so that ten minutes pass in milliseconds.</summary>
/// <remarks>The time limits of requests are no delays: they stay what they are, and no request takes any time on this clock.</remarks>
internal sealed class JumpingClock : FakeTimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isDelay = state is not CancellationTokenSource && dueTime > TimeSpan.Zero;
        if (isDelay)
        {
            Advance(dueTime);
        }

        return base.CreateTimer(callback, state, isDelay ? TimeSpan.Zero : dueTime, period);
    }
}
