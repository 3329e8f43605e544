namespace SpiceDeployments.Client.Waits;

/// <summary>What a fleet of waits took.</summary>
/// <param name="Apps">How many apps were waited for.</param>
/// <param name="Waits">How many waits there were.</param>
/// <param name="Requests">How many requests they sent.</param>
/// <param name="Bytes">How much memory they held a minute after they started, all of them in a delay.</param>
/// <param name="Cpu">How much processor time they took, from start to end.</param>
internal sealed record Measurement(int Apps, int Waits, int Requests, long Bytes, TimeSpan Cpu)
{
    public double RequestsPerApp => (double)Requests / Apps;

    public double BytesPerWait => (double)Bytes / Waits;
}
