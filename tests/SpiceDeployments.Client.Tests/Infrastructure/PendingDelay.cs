namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A delay that has started and not ended.</summary>
internal sealed class PendingDelay(DateTimeOffset dueAt, Action<PendingDelay> ended) : ITimer
{
    public DateTimeOffset DueAt { get; } = dueAt;

    public ITimer? Timer { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => Timer?.Change(dueTime, period) ?? false;

    public void Dispose()
    {
        ended(this);
        Timer?.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
