using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>
/// Writes a line for each app that starts or ends, and for each wave, gate, pause and rollback. If the rollout has begun before the first report, also a line for each
/// app that is in flight then.
/// </summary>
internal sealed class RolloutLines(TextWriter output) : IProgressView<RolloutProgress>
{
    public void Report(RolloutProgress value)
    {
        string time = value.Event is { } next ? OutputText.Seconds(next.Time - value.Rollout.CreatedAt) : "";
        foreach (string text in value.Event is null ? DescribeStart(value.Rollout) : new[] { Describe(value) }.OfType<string>())
        {
            output.WriteLine(OutputText.Clean($"{time,12}  {text}"));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<string> DescribeStart(Rollout rollout) => rollout.IsCompleted || rollout.Count(RolloutTargetStatus.Pending) == rollout.Targets.Count
        ? []
        : [$"Continuing: {RolloutText.DescribeCounts(rollout)}", .. rollout.Targets.Where(target => target.Status is RolloutTargetStatus.Deploying or RolloutTargetStatus.RollingBack).Select(Describe)];

    private static string? Describe(RolloutProgress progress) => progress switch
    {
        { Target.Status: RolloutTargetStatus.Configuring or RolloutTargetStatus.Prepared } => null, // The next event follows at once.
        { Target: { } target } => Describe(target),
        { Event.Kind: RolloutEventKind.GatePassed, Rollout.Request.Gate: null } => null, // The wave has completed.
        { Event: { } next } when Describe(next) is { } text => $"{text}: {RolloutText.DescribeCounts(progress.Rollout)}",
        _ => null,
    };

    private static string Describe(RolloutTargetState target) =>
        $"{target.Target.DisplayName}: {target.Status} {RolloutText.DescribeDeployments(target)} {RolloutText.DescribeMessage(target)}".TrimEnd();

    private static string? Describe(RolloutEvent next) => next.Kind switch
    {
        RolloutEventKind.WaveCompleted => $"Wave {next.Wave} has completed",
        RolloutEventKind.GatePassed => $"Wave {next.Wave} has passed the gate",
        RolloutEventKind.GateStopped => $"Wave {next.Wave} has not passed the gate",
        RolloutEventKind.Paused => "Paused",
        RolloutEventKind.Resumed => "Resumed",
        RolloutEventKind.StopRequested => "Stopping",
        RolloutEventKind.RollbackStarted => "Rolling back",
        RolloutEventKind.RetryRequested => "Retrying",
        _ => null,
    };
}
