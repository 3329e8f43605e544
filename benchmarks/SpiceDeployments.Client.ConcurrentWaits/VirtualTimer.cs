namespace SpiceDeployments.Client.ConcurrentWaits;

/// <summary>A timer that <see cref="VirtualClock"/> fires.</summary>
internal sealed class VirtualTimer(TimerCallback callback, object? state) : ITimer
{
    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
