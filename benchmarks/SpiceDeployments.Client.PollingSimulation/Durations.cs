namespace SpiceDeployments.Client.PollingSimulation;

/// <summary>Random durations, in seconds.</summary>
internal static class Durations
{
    /// <summary>Draws a log-normal duration, in seconds.</summary>
    /// <param name="random">The random number generator.</param>
    /// <param name="median">The median, in seconds.</param>
    /// <param name="sigma">The standard deviation of the logarithm.</param>
    public static double LogNormal(Random random, double median, double sigma) => median * Math.Exp(sigma * StandardNormal(random));

    private static double StandardNormal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
