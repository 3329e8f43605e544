namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>
/// How long the next deployment may take, judged by earlier ones: a kernel density estimate over the logarithm of the durations. A third
/// of the weight is one kernel as wide as all of them, which steadies the estimate where they are few; the rest is a narrow kernel on each,
/// which keeps two humps apart.
/// </summary>
/// <remarks>
/// The kernels are logistic: their sum needs no table, and their tails are heavier than the normal ones, so that a duration somewhat
/// out of the range is no surprise. Centre and spread are the median and the shortest half, which neither a second hump nor an outlier moves.
/// </remarks>
internal readonly ref struct DurationEstimate
{
    private const double WeightOfWide = 1.0 / 3;

    /// <summary>The spread that is taken for granted, with the weight of one duration: equal durations do not make the next one certain.</summary>
    private const double PriorSpread = 0.3;

    /// <summary>Up to a tenth of the durations are left out if they are more than this many times as long as all others: deployments that hung.</summary>
    private const double OutlierRatio = 3;

    /// <summary>The standard deviation of a logistic distribution is π/√3 times its scale.</summary>
    private const double DeviationPerScale = 1.8138;

    private readonly ReadOnlySpan<double> _logs;
    private readonly double _wide;
    private readonly double _narrow;

    /// <param name="durations">How long earlier deployments took; at least two.</param>
    /// <param name="buffer">Memory for as many numbers, kept in use by this.</param>
    public DurationEstimate(ReadOnlySpan<TimeSpan> durations, Span<double> buffer)
    {
        Span<double> logs = buffer[..durations.Length];
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Log(Math.Max(durations[i].Ticks, 1) / (double)TimeSpan.TicksPerSecond);
        }

        logs.Sort();
        _logs = WithoutOutliers(logs);
        double spread = SpreadOf(_logs);
        _wide = spread / DeviationPerScale;
        _narrow = 0.9 * _wide * Math.Pow(_logs.Length, -0.2); // Silverman's rule.
    }

    /// <summary>How many durations it rests on.</summary>
    public int Count => _logs.Length;

    /// <summary>The seconds in which half of the earlier deployments had ended.</summary>
    public double Median => Math.Exp(_logs[_logs.Length / 2]);

    /// <summary>The seconds after which history has nothing to say: the longest duration, and what its kernel adds to it.</summary>
    public double End => Math.Exp(_logs[^1] + (2 * _narrow));

    /// <summary>The probability that the deployment lasts longer than this.</summary>
    public double SurvivalAt(double seconds)
    {
        double log = Math.Log(seconds);
        double sum = 0;
        foreach (double centre in _logs)
        {
            sum += Survival(log, centre, _narrow);
        }

        return ((1 - WeightOfWide) * sum / _logs.Length) + (WeightOfWide * Survival(log, _logs[_logs.Length / 2], _wide));
    }

    private static double Survival(double log, double centre, double scale) => 1 / (1 + Math.Exp((log - centre) / scale));

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

    /// <summary>The standard deviation, or what the shortest half says if that is clearly less: there are two humps then, or outliers.</summary>
    private static double SpreadOf(ReadOnlySpan<double> sorted)
    {
        int count = sorted.Length;
        double robust = 1.5 * ShortestHalf(sorted) / 1.349; // 1.349: the middle half of a normal distribution, in standard deviations.
        double variance = Math.Min(VarianceOf(sorted), robust * robust);
        return Math.Sqrt(((PriorSpread * PriorSpread) + (count * variance)) / (1 + count));
    }

    private static double ShortestHalf(ReadOnlySpan<double> sorted)
    {
        int half = sorted.Length / 2;
        double shortest = double.PositiveInfinity;
        for (int first = 0; first + half < sorted.Length; first++)
        {
            shortest = Math.Min(shortest, sorted[first + half] - sorted[first]);
        }

        return shortest;
    }

    private static double VarianceOf(ReadOnlySpan<double> values)
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
