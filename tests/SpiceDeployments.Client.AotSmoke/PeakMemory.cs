namespace SpiceDeployments.Client.AotSmoke;

/// <summary>The most memory that this process has had resident, as the kernel of Linux counts it.</summary>
internal static class PeakMemory
{
    /// <summary>A line such as <c>VmHWM:     24512 kB</c>.</summary>
    public static string Read() => File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
}
