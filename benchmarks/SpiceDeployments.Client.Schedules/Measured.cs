namespace SpiceDeployments.Client.Schedules;

/// <summary>What every schedule cost in one case, in the order of <see cref="Schedule.All"/>.</summary>
internal sealed record Measured(Case Case, IReadOnlyList<Outcome> Outcomes)
{
    public Outcome Exponential => Outcomes[0];

    public Outcome Predictive => Outcomes[1];

    public double LagRatio => Predictive.Lag / Exponential.Lag;

    public double RequestRatio => Predictive.Requests / Exponential.Requests;

    /// <summary>The goal for the lag; and, where all durations are alike, no more requests.</summary>
    public bool MissesGoal => LagRatio > Case.LagGoal || (Case.LogNormal is not null && RequestRatio > 1);

    public static Measured Of(Case situation) => new(situation, [.. Schedule.All.Select(schedule => Simulation.Run(situation, schedule))]);
}
