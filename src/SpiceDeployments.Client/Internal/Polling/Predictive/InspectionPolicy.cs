namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>
/// When to poll for a completion whose time is known only by its distribution. The density of polls follows the square root of the hazard,
/// scaled so that the expected number of polls is that of the exponential schedule.
/// </summary>
/// <remarks>
/// Sources: J. B. Keller, "Optimum checking schedules for systems subject to random failure", Management Science 21 (1974) 256–260;
/// R. E. Barlow and F. Proschan, "Mathematical Theory of Reliability" (1965), chapter 4, on inspection policies.
/// </remarks>
internal readonly ref struct InspectionPolicy
{
    /// <summary>The length of the buffer of a policy.</summary>
    public const int BufferLength = 3 * (CellCount + 1);

    /// <summary>The number of cells into which the time up to the end of the estimate is divided, in geometric progression.</summary>
    private const int CellCount = 96;

    /// <summary>
    /// The share of the exponential schedule's polls that a policy leaves unused, divided by the number of durations: an estimate from few
    /// durations makes more polls than expected. Found by simulation.
    /// </summary>
    private const double PollBudgetReserve = 0.2;

    private const int Bisections = 24;

    private readonly PollingOptions _options;
    private readonly double _quietUntil;
    private readonly double _quietDelay;
    private readonly Span<double> _times;
    private readonly Span<double> _survival;
    private readonly Span<double> _rootHazards;
    private readonly double _scale;

    /// <param name="estimate">The distribution; its upper bound must be greater than <see cref="PollingOptions.InitialDelay"/>.</param>
    /// <param name="options">The shortest and the longest delay.</param>
    /// <param name="buffer">A buffer of <see cref="BufferLength"/> numbers, which the instance uses.</param>
    public InspectionPolicy(DurationEstimate estimate, PollingOptions options, Span<double> buffer)
    {
        _options = options;
        _quietUntil = estimate.Median;
        _quietDelay = options.EffectivePredictiveMaxDelay.TotalSeconds; // The polls that this saves are spent around the completion.
        _times = buffer[..(CellCount + 1)];
        _survival = buffer.Slice(CellCount + 1, CellCount + 1);
        _rootHazards = buffer.Slice(2 * (CellCount + 1), CellCount);
        Tabulate(estimate);
        _scale = FindScale((1 - (PollBudgetReserve / estimate.Count)) * GetExpectedExponentialPolls());
    }

    /// <summary>Returns the seconds until the next poll.</summary>
    /// <param name="elapsed">The seconds at which the last poll was made.</param>
    /// <param name="pollNumber">The number of the poll, from 0: after the end of the estimate the delay is exponential.</param>
    public double GetDelayAfter(double elapsed, int pollNumber)
    {
        double left = 1;
        double time = elapsed;
        for (int cell = 0; cell < CellCount; cell++)
        {
            double end = _times[cell + 1];
            if (end <= time)
            {
                continue;
            }

            double density = GetDensity(cell, _scale);
            if (left <= density * (end - time))
            {
                return time + (left / density) - elapsed;
            }

            left -= density * (end - time);
            time = end;
        }

        return time + (left * ExponentialDelay.GetDelay(_options, pollNumber).TotalSeconds) - elapsed;
    }

    private void Tabulate(DurationEstimate estimate)
    {
        double start = Math.Log(_options.InitialDelay.TotalSeconds);
        double step = (Math.Log(estimate.UpperBound) - start) / CellCount;
        for (int i = 0; i <= CellCount; i++)
        {
            _times[i] = Math.Exp(start + (i * step));
            _survival[i] = estimate.SurvivalAt(_times[i]);
        }

        for (int cell = 0; cell < CellCount; cell++)
        {
            double hazard = Math.Log(_survival[cell] / _survival[cell + 1]) / (_times[cell + 1] - _times[cell]);
            _rootHazards[cell] = hazard > 0 ? Math.Sqrt(hazard) : 0; // Not a number if the cell has no length.
        }
    }

    /// <summary>Bisects, in the logarithm, for the greatest scale that stays within a number of polls.</summary>
    private double FindScale(double budget)
    {
        (double low, double high) = (-15, 15);
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = GetExpectedPolls(Math.Exp(middle)) <= budget ? (middle, high) : (low, middle);
        }

        return Math.Exp(low);
    }

    /// <summary>Returns the expected number of polls from the first delay on. Each poll counts with the probability that the deployment has not completed.</summary>
    private double GetExpectedPolls(double scale)
    {
        double expected = 0;
        double before = 0;
        for (int cell = 0; cell < CellCount; cell++)
        {
            double after = before + (GetDensity(cell, scale) * (_times[cell + 1] - _times[cell]));
            expected += (Math.Floor(after) - Math.Floor(before)) * GetSurvival(cell);
            before = after;
        }

        return expected;
    }

    private double GetExpectedExponentialPolls()
    {
        double expected = 0;
        double before = ExponentialDelay.GetPollCountAt(_options, _times[0]);
        for (int cell = 0; cell < CellCount; cell++)
        {
            double after = ExponentialDelay.GetPollCountAt(_options, _times[cell + 1]);
            expected += (after - before) * GetSurvival(cell);
            before = after;
        }

        return expected;
    }

    private double GetSurvival(int cell) => (_survival[cell] + _survival[cell + 1]) / 2;

    /// <summary>Returns the polls per second, between one in the longest delay and one in the shortest.</summary>
    private double GetDensity(int cell, double scale)
    {
        double longest = _times[cell + 1] > _quietUntil ? _options.MaxDelay.TotalSeconds : _quietDelay;
        return Math.Clamp(scale * _rootHazards[cell], 1 / longest, 1 / _options.InitialDelay.TotalSeconds);
    }
}
