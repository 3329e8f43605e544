namespace SpiceDeployments.Client.Rollouts.Orleans.Load;

/// <summary>What a rollout took.</summary>
/// <param name="Time">The time from the start of the rollout to its completion.</param>
/// <param name="Processor">The processor time of this process in that time: of the rollout, the silos and the emulator.</param>
/// <param name="Requests">The number of requests to the service.</param>
/// <param name="Writes">The number of writes to the grain storage. 0 without a cluster.</param>
internal sealed record Measurement(TimeSpan Time, TimeSpan Processor, int Requests, int Writes);
