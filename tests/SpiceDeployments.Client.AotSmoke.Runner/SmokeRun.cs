namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>One run of the program that saw all that it should.</summary>
/// <param name="Output">What it wrote.</param>
/// <param name="ToFirstRequest">The time from the start of its process to the arrival of its first request.</param>
/// <param name="PeakMemory">The most memory that it had resident, in bytes.</param>
internal sealed record SmokeRun(string Output, TimeSpan ToFirstRequest, long PeakMemory);
