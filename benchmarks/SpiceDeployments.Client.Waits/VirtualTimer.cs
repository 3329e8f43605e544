namespace SpiceDeployments.Client.Waits;

internal sealed class VirtualTimer(TimerCallback callback, object? state) : ITimer
{
    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
