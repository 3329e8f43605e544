namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>
/// Estimates how long the next deployment takes, by a kernel density estimate over the logarithm of earlier durations. A third
/// of the weight is one kernel as wide as all durations, which stabilizes the estimate for few samples; the rest is a narrow kernel on each,
/// which keeps two modes apart.
/// </summary>
/// <remarks>
/// The kernels are logistic: their sum needs no table, and their tails are heavier than normal ones, so that a duration slightly
/// out of range keeps some probability. Center and spread are the median and the shortest half, which a second mode or an outlier does not move.
/// </remarks>
internal readonly ref struct DurationEstimate
{
    private const double WideKernelWeight = 1.0 / 3;

    /// <summary>The prior spread, with the weight of one duration: equal durations do not make the next one certain.</summary>
    private const double PriorSpread = 0.3;

    /// <summary>Up to a tenth of the durations are excluded if they are more than this many times as long as all others, such as deployments that hung.</summary>
    private const double OutlierRatio = 3;

    /// <summary>The standard deviation of a logistic distribution is π/√3 times its scale.</summary>
    private const double DeviationPerScale = 1.8138;

    private readonly ReadOnlySpan<double> _logDurations;
    private readonly double _wideBandwidth;
    private readonly double _narrowBandwidth;

    /// <param name="durations">The durations of earlier deployments; at least two.</param>
    /// <param name="buffer">A buffer for as many numbers, which the instance uses.</param>
    public DurationEstimate(ReadOnlySpan<TimeSpan> durations, Span<double> buffer)
    {
        Span<double> logs = buffer[..durations.Length];
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Log(Math.Max(durations[i].Ticks, 1) / (double)TimeSpan.TicksPerSecond);
        }

        logs.Sort();
        _logDurations = WithoutOutliers(logs);
        double spread = EstimateSpread(_logDurations);
        _wideBandwidth = spread / DeviationPerScale;
        _narrowBandwidth = 0.9 * _wideBandwidth * Math.Pow(_logDurations.Length, -0.2); // Silverman's rule.
    }

    /// <summary>The number of durations.</summary>
    public int Count => _logDurations.Length;

    /// <summary>The seconds within which half of the earlier deployments completed.</summary>
    public double Median => Math.Exp(_logDurations[_logDurations.Length / 2]);

    /// <summary>The seconds after which the estimate ends: the longest duration, extended by its kernel.</summary>
    public double UpperBound => Math.Exp(_logDurations[^1] + (2 * _narrowBandwidth));

    /// <summary>The probability that the deployment lasts longer than this.</summary>
    public double SurvivalAt(double seconds)
    {
        double log = Math.Log(seconds);
        double sum = 0;
        foreach (double center in _logDurations)
        {
            sum += Survival(log, center, _narrowBandwidth);
        }

        return ((1 - WideKernelWeight) * sum / _logDurations.Length) + (WideKernelWeight * Survival(log, _logDurations[_logDurations.Length / 2], _wideBandwidth));
    }

    private static double Survival(double log, double center, double scale) => 1 / (1 + Math.Exp((log - center) / scale));

    private static ReadOnlySpan<double> WithoutOutliers(ReadOnlySpan<double> sorted)
    {
        int most = (sorted.Length + 5) / 10;
        for (int count = sorted.Length - most; count < sorted.Length; count++)
        {
            if (sorted[count] - sorted[count - 1] > Math.Log(OutlierRatio))
            {
                return sorted[..count];
            }
        }

        return sorted;
    }

    /// <summary>Returns the standard deviation, or the spread of the shortest half if that is clearly less because of two modes or outliers.</summary>
    private static double EstimateSpread(ReadOnlySpan<double> sorted)
    {
        int count = sorted.Length;
        double robust = 1.5 * GetShortestHalf(sorted) / 1.349; // 1.349: the middle half of a normal distribution, in standard deviations.
        double variance = Math.Min(GetVariance(sorted), robust * robust);
        return Math.Sqrt(((PriorSpread * PriorSpread) + (count * variance)) / (1 + count));
    }

    private static double GetShortestHalf(ReadOnlySpan<double> sorted)
    {
        int half = sorted.Length / 2;
        double shortest = double.PositiveInfinity;
        for (int first = 0; first + half < sorted.Length; first++)
        {
            shortest = Math.Min(shortest, sorted[first + half] - sorted[first]);
        }

        return shortest;
    }

    private static double GetVariance(ReadOnlySpan<double> values)
    {
        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum / (values.Length - 1);
    }
}
