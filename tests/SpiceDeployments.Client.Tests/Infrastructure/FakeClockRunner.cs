using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Lets the calls of a client happen on a fake clock, whatever the emulator's faults do to them.</summary>
internal sealed class Simulation(TestClock clock, SpiceCloudEmulator cloud)
{
    /// <summary>The attempt timeout of a client whose hanging requests are to end.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    public Task RunAsync(Task call) => RunAsync(call, events: []);

    /// <summary>
    /// Moves the clock: through delays, to the events on the way, and past the time limit of every request that hangs, until the call has
    /// ended; how is for the call itself to tell.
    /// </summary>
    public async Task RunAsync(Task call, Queue<(DateTimeOffset Time, Action Happens)> events)
    {
        using var end = new CancellationTokenSource();
        Task hang = cloud.Faults.WaitForHangAsync(end.Token);
        while (true)
        {
            await Task.WhenAny(call, clock.DelayStartedAsync(), hang).WaitAsync(StuckAfter);
            if (call.IsCompleted)
            {
                break;
            }

            if (hang.IsCompleted)
            {
                hang = cloud.Faults.WaitForHangAsync(end.Token);
                clock.AdvanceTo(clock.GetUtcNow() + AttemptTimeout);
            }
            else if (clock.NextDelayEnd is { } due)
            {
                Advance(due, events);
            }
        }

        await end.CancelAsync();
    }

    private void Advance(DateTimeOffset due, Queue<(DateTimeOffset Time, Action Happens)> events)
    {
        if (events.TryPeek(out (DateTimeOffset Time, Action Happens) next) && next.Time <= due)
        {
            events.Dequeue();
            clock.AdvanceTo(next.Time > clock.GetUtcNow() ? next.Time : clock.GetUtcNow());
            next.Happens();
        }
        else
        {
            clock.AdvanceTo(due);
        }
    }
}
