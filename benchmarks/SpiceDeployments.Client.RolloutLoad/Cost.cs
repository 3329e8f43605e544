namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>The cost of the deployments of a number of apps.</summary>
/// <param name="Apps">The number of apps.</param>
/// <param name="Requests">The number of requests.</param>
/// <param name="Cpu">The processor time from start to completion.</param>
/// <param name="Bytes">The memory, in bytes, held one minute after the start.</param>
internal sealed record Cost(int Apps, int Requests, TimeSpan Cpu, long Bytes);
