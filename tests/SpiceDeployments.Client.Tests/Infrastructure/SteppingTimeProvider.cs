using Microsoft.Extensions.Time.Testing;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A fake clock that jumps from one delay of the client to the next, while requests travel over real HTTP.</summary>
/// <remarks>
/// It must not jump while a request is under way, so it tells delays from time limits: the latter are the timers of cancellation sources.
/// Where several tasks wait, a jump for one may happen during a request of another: <see cref="AttemptTimeout"/> is longer than any test.
/// </remarks>
public sealed class TestClock() : FakeTimeProvider(Epoch)
{
    public static readonly DateTimeOffset Epoch = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromHours(23);

    /// <summary>Far more than any test needs; only a test that is stuck comes this far.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<PendingDelay> _delays = [];
    private List<Action> _callbacks = [];
    private long _slept;
    private TaskCompletionSource _delayStarted = NewSignal();
    private TaskCompletionSource _delayAdded = NewSignal();

    /// <summary>When the first of the delays under way ends, or null when there is none.</summary>
    public DateTimeOffset? NextDelayEnd
    {
        get
        {
            lock (_lock)
            {
                return _delays.Count is 0 ? null : _delays.Min(delay => delay.DueAt);
            }
        }
    }

    /// <summary>The time since the test began.</summary>
    public TimeSpan Now => GetUtcNow() - Epoch;

    public override long GetTimestamp() => base.GetTimestamp() - _slept;

    /// <summary>Lets the machine sleep: its timestamps do not count that time.</summary>
    public void Sleep(TimeSpan time)
    {
        _slept += (long)(time.TotalSeconds * TimestampFrequency);
        Advance(time);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource || dueTime <= TimeSpan.Zero)
        {
            return base.CreateTimer(_ => CallBack(callback, state), null, dueTime, period);
        }

        lock (_lock) // No time passes between the start of a delay and its being on the list.
        {
            var delay = new PendingDelay(GetUtcNow() + dueTime, Remove);
            Add(delay);
            delay.Timer = base.CreateTimer(
                _ =>
                {
                    Remove(delay);
                    CallBack(callback, state);
                },
                null,
                dueTime,
                period);
            return delay;
        }
    }

    /// <summary>Lets time pass until the task has ended.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        while (await NextDelayAsync(task) is { } due)
        {
            AdvanceTo(due);
        }

        return await task;
    }

    public async Task RunAsync(Task task)
    {
        while (await NextDelayAsync(task) is { } due)
        {
            AdvanceTo(due);
        }

        await task;
    }

    /// <summary>Lets time pass until the client is in a delay that ends after the given time, and then to that time.</summary>
    public async Task RunUntilAsync(TimeSpan time, Task task)
    {
        while (await NextDelayAsync(task) is { } due && due - Epoch <= time)
        {
            AdvanceTo(due);
        }

        if (Now < time)
        {
            AdvanceTo(Epoch + time);
        }
    }

    /// <summary>Ends when the client is in a delay.</summary>
    public Task DelayStartedAsync()
    {
        lock (_lock)
        {
            return _delays.Count > 0 ? Task.CompletedTask : _delayStarted.Task;
        }
    }

    /// <summary>Ends when there are this many delays under way.</summary>
    public async Task DelaysStartedAsync(int count)
    {
        while (true)
        {
            Task added;
            lock (_lock)
            {
                if (_delays.Count >= count)
                {
                    return;
                }

                added = _delayAdded.Task;
            }

            await added.WaitAsync(StuckAfter);
        }
    }

    public void AdvanceTo(DateTimeOffset time)
    {
        List<Action> callbacks;
        lock (_lock)
        {
            Advance(time - GetUtcNow());
            callbacks = _callbacks;
            _callbacks = [];
        }

        callbacks.ForEach(static callback => callback());
    }

    /// <summary>When the next delay ends, or null when the task has. A delay may end, on another thread, between its signal and the look at it.</summary>
    private async Task<DateTimeOffset?> NextDelayAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, DelayStartedAsync()).WaitAsync(StuckAfter);
            if (!task.IsCompleted && NextDelayEnd is { } due)
            {
                return due;
            }
        }

        return null;
    }

    /// <summary>Not under the lock: whoever is called back may wait for another thread, and that one for the lock.</summary>
    private void CallBack(TimerCallback callback, object? state)
    {
        if (_lock.IsHeldByCurrentThread)
        {
            _callbacks.Add(() => callback(state));
        }
        else
        {
            callback(state);
        }
    }

    private void Add(PendingDelay delay)
    {
        lock (_lock)
        {
            _delays.Add(delay);
            _delayStarted.TrySetResult();
            _delayAdded.SetResult();
            _delayAdded = NewSignal();
        }
    }

    private void Remove(PendingDelay delay)
    {
        lock (_lock)
        {
            if (_delays.Remove(delay) && _delays.Count is 0)
            {
                _delayStarted = NewSignal();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
