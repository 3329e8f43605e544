namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>A successful run of the program.</summary>
/// <param name="Output">The output of the program.</param>
/// <param name="ToFirstRequest">The time from the start of the process to the arrival of its first request.</param>
/// <param name="PeakMemory">The peak resident memory, in bytes.</param>
internal sealed record SmokeRun(string Output, TimeSpan ToFirstRequest, long PeakMemory);
