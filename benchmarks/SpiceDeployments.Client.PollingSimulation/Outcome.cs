namespace SpiceDeployments.Client.PollingSimulation;

/// <summary>The costs of a schedule for one workload.</summary>
/// <param name="Lag">The mean time, in seconds, from the completion of a deployment to the poll that detected it.</param>
/// <param name="HighLag">The 95th percentile of the lag, in seconds.</param>
/// <param name="Requests">The mean number of polls.</param>
internal sealed record Outcome(double Lag, double HighLag, double Requests);
