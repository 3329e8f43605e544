namespace SpiceDeployments.Client.AotSmoke;

/// <summary>Reads the peak resident memory of this process from the Linux kernel.</summary>
internal static class PeakMemory
{
    /// <summary>Returns a line such as <c>VmHWM:     24512 kB</c>.</summary>
    public static string Read() => File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
}
