using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Polling.Predictive;

namespace SpiceDeployments.Client.Schedules;

/// <summary>A way to choose the delay until the next look, from the earlier durations, the time since the create, and the number of the look.</summary>
internal sealed record Schedule(string Name, Func<TimeSpan[], TimeSpan, int, TimeSpan> DelayAfter)
{
    private static readonly PollingOptions Options = new();

    public static Schedule Exponential { get; } = new("exponential", (_, _, look) => ExponentialSchedule.DelayAfter(Options, look, random: 0));

    public static Schedule Predictive { get; } =
        new("predictive", (history, elapsed, look) => PredictiveSchedule.DelayAfter(Options, history, elapsed, look, random: 0));

    /// <summary>What the deploy action does.</summary>
    public static Schedule Every10Seconds { get; } = new("every 10 s", (_, _, _) => TimeSpan.FromSeconds(10));

    /// <summary>What <c>deploy --wait</c> of the CLI does.</summary>
    public static Schedule Cli { get; } = new("2, 4, 8, 15 s", (_, _, look) => TimeSpan.FromSeconds(look switch { 0 => 2, 1 => 4, 2 => 8, _ => 15 }));

    public static IReadOnlyList<Schedule> All { get; } = [Exponential, Predictive, Every10Seconds, Cli];
}
