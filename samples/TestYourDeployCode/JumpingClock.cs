using Microsoft.Extensions.Time.Testing;

namespace TestYourDeployCode;

/// <summary>A clock for the client and the emulator that jumps to the end of each delay, so that ten minutes pass in milliseconds.</summary>
/// <remarks>
/// <para>
/// The time limits of requests are no delays: they stay what they are, and no request takes any time on this clock. What tells them apart is that
/// .NET makes their timers with the source of their token as the state. That is documented nowhere: should a new version of .NET do it
/// otherwise, requests here would time out at once.
/// </para>
/// <para>Two delays at the same time add up, as if one came after the other: measure times on this clock where just one thing waits.</para>
/// </remarks>
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
