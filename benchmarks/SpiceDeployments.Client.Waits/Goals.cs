using System.Globalization;

namespace SpiceDeployments.Client.Waits;

/// <summary>What many waits may take. Processor time is shown and not judged: it depends on what else the machine does.</summary>
internal static class Goals
{
    private const double MaxRequestRatio = 1.02;
    private const double MaxBytesPerWait = 3 * 1024;

    /// <summary>What a measurement misses.</summary>
    public static IEnumerable<string> MissedBy(Measurement m, int looks)
    {
        double ratio = m.RequestsPerApp / looks;
        if (ratio > MaxRequestRatio)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{m.Waits:N0} waits sent {ratio:0.000} times apps × looks requests; the goal is {MaxRequestRatio}.");
        }

        if (m.BytesPerWait > MaxBytesPerWait)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{m.Waits:N0} waits hold {m.BytesPerWait:N0} bytes each; the goal is {MaxBytesPerWait:N0}.");
        }
    }
}
