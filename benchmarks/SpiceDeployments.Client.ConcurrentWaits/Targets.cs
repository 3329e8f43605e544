using System.Globalization;

namespace SpiceDeployments.Client.ConcurrentWaits;

/// <summary>The limits for many waits. Processor time has none, because it depends on other load on the machine.</summary>
internal static class Targets
{
    private const double MaxRequestRatio = 1.02;
    private const double MaxBytesPerWait = 3 * 1024;

    /// <summary>Describes each target that a measurement misses.</summary>
    public static IEnumerable<string> GetMissed(Measurement measurement, int polls)
    {
        double ratio = measurement.RequestsPerApp / polls;
        if (ratio > MaxRequestRatio)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{measurement.Waits:N0} waits sent {ratio:0.000} times apps × polls requests; the target is {MaxRequestRatio}.");
        }

        if (measurement.BytesPerWait > MaxBytesPerWait)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{measurement.Waits:N0} waits hold {measurement.BytesPerWait:N0} bytes each; the target is {MaxBytesPerWait:N0}.");
        }
    }
}
