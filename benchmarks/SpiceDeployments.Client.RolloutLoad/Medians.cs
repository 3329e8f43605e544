namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>Returns the median of an odd number of values.</summary>
internal static class Medians
{
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
