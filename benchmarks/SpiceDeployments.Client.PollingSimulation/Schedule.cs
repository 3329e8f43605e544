using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Polling.Predictive;

namespace SpiceDeployments.Client.PollingSimulation;

/// <summary>Chooses the delay until the next poll from the earlier durations, the time since the create, and the number of polls so far.</summary>
internal sealed record Schedule(string Name, Func<TimeSpan[], TimeSpan, int, TimeSpan> DelayAfter)
{
    private static readonly PollingOptions Options = new();

    public static Schedule Exponential { get; } = new("exponential", (_, _, polls) => ExponentialDelay.GetDelay(Options, polls));

    public static Schedule Predictive { get; } =
        new("predictive", (history, elapsed, polls) => PredictiveSchedule.GetDelay(Options, history, elapsed, polls));

    /// <summary>The schedule of the deploy action.</summary>
    public static Schedule Every10Seconds { get; } = new("every 10 s", (_, _, _) => TimeSpan.FromSeconds(10));

    /// <summary>The schedule of <c>deploy --wait</c> in the CLI.</summary>
    public static Schedule Cli { get; } = new("2, 4, 8, 15 s", (_, _, polls) => TimeSpan.FromSeconds(polls switch { 0 => 2, 1 => 4, 2 => 8, _ => 15 }));

    public static IReadOnlyList<Schedule> All { get; } = [Exponential, Predictive, Every10Seconds, Cli];
}
