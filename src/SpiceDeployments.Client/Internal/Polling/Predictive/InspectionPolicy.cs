namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>
/// Where to look for an end whose time is known only by its distribution. The density of looks goes with the square root of the hazard,
/// scaled so that the expected number of looks is that of the exponential schedule.
/// </summary>
/// <remarks>
/// Sources: J. B. Keller, "Optimum checking schedules for systems subject to random failure", Management Science 21 (1974) 256–260;
/// R. E. Barlow and F. Proschan, "Mathematical Theory of Reliability" (1965), chapter 4, on inspection policies.
/// </remarks>
internal readonly ref struct InspectionPolicy
{
    /// <summary>
    /// How many times <see cref="PollingOptions.MaxDelay"/> a delay may last before the median. The looks that this saves are what is
    /// spent around the end. Without it not even a policy that knows the distribution gets near a third of the exponential schedule's lag.
    /// </summary>
    public const int QuietFactor = 4;

    /// <summary>How many numbers a policy keeps.</summary>
    public const int BufferLength = 3 * (Cells + 1);

    /// <summary>The time up to the end of the estimate is divided into so many parts, each as many times as long as the one before.</summary>
    private const int Cells = 96;

    /// <summary>
    /// By how much a policy stays under the looks of the exponential schedule, divided by the number of durations: an estimate from few
    /// of them spends more than it expects. Found by simulation.
    /// </summary>
    private const double Reserve = 0.2;

    private const int Bisections = 24;

    private readonly PollingOptions _options;
    private readonly double _quietUntil;
    private readonly double _quietDelay;
    private readonly Span<double> _times;
    private readonly Span<double> _survival;
    private readonly Span<double> _roots;
    private readonly double _scale;

    /// <param name="estimate">The distribution; it must end after <see cref="PollingOptions.InitialDelay"/>.</param>
    /// <param name="options">The shortest and the longest delay.</param>
    /// <param name="buffer">Memory for <see cref="BufferLength"/> numbers, kept in use by this.</param>
    public InspectionPolicy(DurationEstimate estimate, PollingOptions options, Span<double> buffer)
    {
        _options = options;
        _quietUntil = estimate.Median;
        _quietDelay = QuietFactor * options.MaxDelay.TotalSeconds;
        _times = buffer[..(Cells + 1)];
        _survival = buffer.Slice(Cells + 1, Cells + 1);
        _roots = buffer.Slice(2 * (Cells + 1), Cells);
        Tabulate(estimate);
        _scale = FindScale((1 - (Reserve / estimate.Count)) * LooksOfTheExponentialSchedule());
    }

    /// <summary>The seconds until the next look.</summary>
    /// <param name="elapsed">The seconds at which the last look was.</param>
    /// <param name="look">The number of the look: behind the end of the estimate the delay is the exponential one.</param>
    public double DelayAfter(double elapsed, int look)
    {
        double left = 1;
        double time = elapsed;
        for (int cell = 0; cell < Cells; cell++)
        {
            double end = _times[cell + 1];
            if (end <= time)
            {
                continue;
            }

            double density = DensityIn(cell, _scale);
            if (left <= density * (end - time))
            {
                return time + (left / density) - elapsed;
            }

            left -= density * (end - time);
            time = end;
        }

        return time + (left * ExponentialSchedule.DelayAfter(_options, look, random: 1).TotalSeconds) - elapsed;
    }

    private void Tabulate(DurationEstimate estimate)
    {
        double start = Math.Log(_options.InitialDelay.TotalSeconds);
        double step = (Math.Log(estimate.End) - start) / Cells;
        for (int i = 0; i <= Cells; i++)
        {
            _times[i] = Math.Exp(start + (i * step));
            _survival[i] = estimate.SurvivalAt(_times[i]);
        }

        for (int cell = 0; cell < Cells; cell++)
        {
            double hazard = Math.Log(_survival[cell] / _survival[cell + 1]) / (_times[cell + 1] - _times[cell]);
            _roots[cell] = hazard > 0 ? Math.Sqrt(hazard) : 0; // Not a number where the cell is too short to have a length.
        }
    }

    /// <summary>Bisects, in the logarithm, for the greatest scale that stays within a number of looks.</summary>
    private double FindScale(double budget)
    {
        (double low, double high) = (-15, 15);
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = LooksWith(Math.Exp(middle)) <= budget ? (middle, high) : (low, middle);
        }

        return Math.Exp(low);
    }

    /// <summary>The expected number of looks from the first delay on: each counts with the probability that the deployment still runs.</summary>
    private double LooksWith(double scale)
    {
        double expected = 0;
        double before = 0;
        for (int cell = 0; cell < Cells; cell++)
        {
            double after = before + (DensityIn(cell, scale) * (_times[cell + 1] - _times[cell]));
            expected += (Math.Floor(after) - Math.Floor(before)) * SurvivalIn(cell);
            before = after;
        }

        return expected;
    }

    private double LooksOfTheExponentialSchedule()
    {
        double expected = 0;
        double before = ExponentialSchedule.LooksBy(_options, _times[0]);
        for (int cell = 0; cell < Cells; cell++)
        {
            double after = ExponentialSchedule.LooksBy(_options, _times[cell + 1]);
            expected += (after - before) * SurvivalIn(cell);
            before = after;
        }

        return expected;
    }

    private double SurvivalIn(int cell) => (_survival[cell] + _survival[cell + 1]) / 2;

    /// <summary>Looks a second: never more than one for the shortest delay, never less than one for the longest.</summary>
    private double DensityIn(int cell, double scale)
    {
        double longest = _times[cell + 1] > _quietUntil ? _options.MaxDelay.TotalSeconds : _quietDelay;
        return Math.Clamp(scale * _roots[cell], 1 / longest, 1 / _options.InitialDelay.TotalSeconds);
    }
}
