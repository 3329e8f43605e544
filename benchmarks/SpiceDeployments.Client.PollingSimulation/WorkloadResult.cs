namespace SpiceDeployments.Client.PollingSimulation;

/// <summary>The outcomes of all schedules for one workload, in the order of <see cref="Schedule.All"/>.</summary>
internal sealed record WorkloadResult(Workload Workload, IReadOnlyList<Outcome> Outcomes)
{
    public Outcome Exponential => Outcomes[0];

    public Outcome Predictive => Outcomes[1];

    public double LagRatio => Predictive.Lag / Exponential.Lag;

    public double RequestRatio => Predictive.Requests / Exponential.Requests;

    /// <summary>Whether the lag exceeds its target or, for log-normal durations, the predictive schedule sends more requests than the exponential one.</summary>
    public bool MissesTarget => LagRatio > Workload.MaxLagRatio || (Workload.LogNormal is not null && RequestRatio > 1);

    public static WorkloadResult Measure(Workload workload) => new(workload, [.. Schedule.All.Select(schedule => Simulation.Run(workload, schedule))]);
}
