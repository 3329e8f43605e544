namespace SpiceDeployments.Client.Tests.Bodies;

/// <summary>A timer that has fired, or never will.</summary>
internal sealed class InertTimer : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
