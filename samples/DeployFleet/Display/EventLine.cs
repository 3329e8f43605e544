using SpiceDeployments.Client.Rollouts;

namespace DeployFleet.Display;

/// <summary>A line of an event, for a file or a pipe.</summary>
internal static class EventLine
{
    /// <summary>Returns a line, or <c>null</c> if the event is not worth one.</summary>
    public static string? Format(RolloutProgress progress) => progress switch
    {
        { Event: null, Rollout: { IsCompleted: false } rollout } when rollout.Count(RolloutTargetStatus.Pending) < rollout.Targets.Count => $"Continuing: {FleetText.DescribeCounts(rollout)}",
        { Target: { } target, Event: { } next } => IsShown(target, progress.Rollout) ? Format(next, progress.Rollout, target) : null,
        { Event: { Kind: RolloutEventKind.GatePassed or RolloutEventKind.GateStopped or RolloutEventKind.StopRequested or RolloutEventKind.RollbackStarted } next } =>
            $"{GetTime(next, progress.Rollout)}  {Describe(next)}: {FleetText.DescribeCounts(progress.Rollout)}",
        _ => null,
    };

    /// <summary>Of a large fleet, only what needs attention.</summary>
    private static bool IsShown(RolloutTargetState target, Rollout rollout) => target.Status switch
    {
        RolloutTargetStatus.Configuring or RolloutTargetStatus.Prepared => false,
        _ => rollout.Targets.Count <= FleetOutput.MaxApps || target.IsFailure || target.Status is RolloutTargetStatus.NotRolledBack,
    };

    private static string Format(RolloutEvent next, Rollout rollout, RolloutTargetState target) => FleetText.Printable(
        $"{GetTime(next, rollout)}  {target.Target.DisplayName,-12}  {target.Status,-13}  {FleetText.DescribeDeployments(target)}  {FleetText.DescribeMessage(target)}".TrimEnd());

    private static string GetTime(RolloutEvent next, Rollout rollout) => $"{FleetText.Seconds(next.Time - rollout.CreatedAt),7}";

    private static string Describe(RolloutEvent next) => next.Kind switch
    {
        RolloutEventKind.GatePassed => $"wave {next.Wave} has passed the gate",
        RolloutEventKind.GateStopped => $"wave {next.Wave} has not passed the gate",
        RolloutEventKind.RollbackStarted => "the apps are put back",
        _ => "stopping",
    };
}
