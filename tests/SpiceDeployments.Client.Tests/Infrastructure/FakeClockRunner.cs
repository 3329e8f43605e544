using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Runs calls of a client on a fake clock, including calls whose requests hang because of a fault of the emulator.</summary>
internal sealed class FakeClockRunner(SteppingTimeProvider clock, SpiceCloudEmulator cloud)
{
    /// <summary>The attempt timeout of a client whose requests hang.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

    public Task RunAsync(Task call) => RunAsync(call, events: []);

    /// <summary>
    /// Advances the clock until the call has completed: through delays, to the time of each event, and past the attempt timeout of every
    /// request that hangs. Does not observe the result of the call.
    /// </summary>
    public async Task RunAsync(Task call, Queue<(DateTimeOffset Time, Action Run)> events)
    {
        using var completed = new CancellationTokenSource();
        Task hang = cloud.Faults.WaitForHangAsync(completed.Token);
        while (true)
        {
            await Task.WhenAny(call, clock.DelayStartedAsync(), hang).WaitAsync(HangTimeout);
            if (call.IsCompleted)
            {
                break;
            }

            if (hang.IsCompleted)
            {
                hang = cloud.Faults.WaitForHangAsync(completed.Token);
                clock.AdvanceTo(clock.GetUtcNow() + AttemptTimeout);
            }
            else if (clock.NextDueTime is { } due)
            {
                Advance(due, events);
            }
        }

        await completed.CancelAsync();
    }

    private void Advance(DateTimeOffset due, Queue<(DateTimeOffset Time, Action Run)> events)
    {
        if (events.TryPeek(out (DateTimeOffset Time, Action Run) next) && next.Time <= due)
        {
            events.Dequeue();
            clock.AdvanceTo(next.Time > clock.GetUtcNow() ? next.Time : clock.GetUtcNow());
            next.Run();
        }
        else
        {
            clock.AdvanceTo(due);
        }
    }
}
