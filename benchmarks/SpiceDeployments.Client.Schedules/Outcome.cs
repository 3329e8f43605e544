namespace SpiceDeployments.Client.Schedules;

/// <summary>What a schedule cost in one case.</summary>
/// <param name="Lag">The mean time from a deployment's end to the look that saw it, in seconds.</param>
/// <param name="HighLag">The lag that 95 % of the deployments did not exceed, in seconds.</param>
/// <param name="Requests">The mean number of looks.</param>
internal sealed record Outcome(double Lag, double HighLag, double Requests);
