using Microsoft.Extensions.Time.Testing;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A fake clock that a test advances from delay to delay, while requests travel over real HTTP.</summary>
/// <remarks>
/// <see cref="Testing.AutoAdvancingTimeProvider"/> does not suffice for tests that act in the middle of a delay. The clock never advances
/// because of a time limit, which is a timer of a <see cref="CancellationTokenSource"/>. If several tasks wait, the clock may advance while
/// one of them makes a request; <see cref="AttemptTimeout"/> is therefore longer than any test.
/// </remarks>
public sealed class SteppingTimeProvider() : FakeTimeProvider(Epoch)
{
    public static readonly DateTimeOffset Epoch = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromHours(23);

    /// <summary>The real time after which a test fails that makes no progress.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<PendingDelay> _delays = [];
    private List<Action> _callbacks = [];
    private long _sleptTimestamp;
    private TaskCompletionSource _delayStarted = CreateSignal();
    private TaskCompletionSource _delayAdded = CreateSignal();

    /// <summary>When the next pending delay is due, or <c>null</c> if none is pending.</summary>
    public DateTimeOffset? NextDueTime
    {
        get
        {
            lock (_lock)
            {
                return _delays.Count is 0 ? null : _delays.Min(delay => delay.DueAt);
            }
        }
    }

    /// <summary>The time since the start of the test.</summary>
    public TimeSpan Elapsed => GetUtcNow() - Epoch;

    public override long GetTimestamp() => base.GetTimestamp() - _sleptTimestamp;

    /// <summary>Advances the clock as if the machine slept: the UTC time advances, timestamps do not.</summary>
    public void Sleep(TimeSpan time)
    {
        _sleptTimestamp += (long)(time.TotalSeconds * TimestampFrequency);
        Advance(time);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource || dueTime <= TimeSpan.Zero)
        {
            return base.CreateTimer(_ => InvokeCallback(callback, state), null, dueTime, period);
        }

        lock (_lock) // So that the clock does not advance before the delay is in the list.
        {
            var delay = new PendingDelay(GetUtcNow() + dueTime, Remove);
            Add(delay);
            delay.Timer = base.CreateTimer(
                _ =>
                {
                    Remove(delay);
                    InvokeCallback(callback, state);
                },
                null,
                dueTime,
                period);
            return delay;
        }
    }

    /// <summary>Advances the clock until a task has completed.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        while (await WaitForNextDelayAsync(task) is { } due)
        {
            AdvanceTo(due);
        }

        return await task;
    }

    public async Task RunAsync(Task task)
    {
        while (await WaitForNextDelayAsync(task) is { } due)
        {
            AdvanceTo(due);
        }

        await task;
    }

    /// <summary>Advances the clock to a time after the start of the test, which the next pending delay exceeds.</summary>
    public async Task RunUntilAsync(TimeSpan time, Task task)
    {
        while (await WaitForNextDelayAsync(task) is { } due && due - Epoch <= time)
        {
            AdvanceTo(due);
        }

        if (Elapsed < time)
        {
            AdvanceTo(Epoch + time);
        }
    }

    /// <summary>Completes when a delay is pending.</summary>
    public Task DelayStartedAsync()
    {
        lock (_lock)
        {
            return _delays.Count > 0 ? Task.CompletedTask : _delayStarted.Task;
        }
    }

    /// <summary>Completes when a number of delays are pending.</summary>
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

            await added.WaitAsync(HangTimeout);
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

    /// <summary>Returns when the next delay is due, or <c>null</c> if the task has completed. Another thread may complete a delay after it was signaled.</summary>
    private async Task<DateTimeOffset?> WaitForNextDelayAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, DelayStartedAsync()).WaitAsync(HangTimeout);
            if (!task.IsCompleted && NextDueTime is { } due)
            {
                return due;
            }
        }

        return null;
    }

    /// <summary>Callbacks are not invoked under the lock, because a callback may wait for a thread that needs the lock.</summary>
    private void InvokeCallback(TimerCallback callback, object? state)
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
            _delayAdded = CreateSignal();
        }
    }

    private void Remove(PendingDelay delay)
    {
        lock (_lock)
        {
            if (_delays.Remove(delay) && _delays.Count is 0)
            {
                _delayStarted = CreateSignal();
            }
        }
    }

    private static TaskCompletionSource CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A delay that has not completed.</summary>
    private sealed class PendingDelay(DateTimeOffset dueAt, Action<PendingDelay> onCompleted) : ITimer
    {
        public DateTimeOffset DueAt { get; } = dueAt;

        public ITimer? Timer { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Timer?.Change(dueTime, period) ?? false;

        public void Dispose()
        {
            onCompleted(this);
            Timer?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
