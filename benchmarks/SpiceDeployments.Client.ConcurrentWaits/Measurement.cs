namespace SpiceDeployments.Client.ConcurrentWaits;

/// <summary>The cost of a load of waits.</summary>
/// <param name="Apps">The number of apps.</param>
/// <param name="Waits">The number of waits.</param>
/// <param name="Requests">The number of requests that the waits sent.</param>
/// <param name="Bytes">The memory, in bytes, held one minute after the start, while all waits are in a delay.</param>
/// <param name="Cpu">The processor time from start to completion.</param>
internal sealed record Measurement(int Apps, int Waits, int Requests, long Bytes, TimeSpan Cpu)
{
    public double RequestsPerApp => (double)Requests / Apps;

    public double BytesPerWait => (double)Bytes / Waits;
}
