namespace Temporalio.Activities;

/// <summary>
/// Stands in for the package Temporalio (1.21.1), which takes several hundred megabytes, with the members that an example uses.
/// </summary>
public sealed class ActivityExecutionContext
{
    private static readonly AsyncLocal<ActivityExecutionContext?> Running = new();

    public static ActivityExecutionContext Current => Running.Value ?? throw new InvalidOperationException("No activity is running.");

    public required ActivityInfo Info { get; init; }

    public CancellationToken CancellationToken { get; init; }

    public int HeartbeatCount { get; private set; }

    public static void Start(ActivityExecutionContext context) => Running.Value = context;

    public void Heartbeat() => HeartbeatCount++;
}
