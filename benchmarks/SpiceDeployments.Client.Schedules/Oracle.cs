using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Schedules;

/// <summary>
/// The best that any schedule can do that knows the true distribution of the durations, by dynamic programming over steps of half a
/// second: the least expected lag for a price per look. It makes its first look after <see cref="PollingOptions.InitialDelay"/>, as all do.
/// </summary>
internal sealed class Oracle
{
    private const double Step = 0.5;

    private static readonly PollingOptions Options = new();

    private readonly double[] _ended;
    private readonly double[] _endedSum;
    private readonly int _last;

    public Oracle(double median, double sigma)
    {
        _last = (int)(median * Math.Exp(5 * sigma) / Step);
        _ended = new double[_last + 1];
        _endedSum = new double[_last + 1];
        for (int i = 1; i <= _last; i++)
        {
            _ended[i] = Math.Min(1, _ended[i - 1] + (Step * Density((i - 0.5) * Step, median, sigma)));
            _endedSum[i] = _endedSum[i - 1] + (Step * (_ended[i - 1] + _ended[i]) / 2);
        }
    }

    private static int First => (int)(Options.InitialDelay.TotalSeconds / Step);

    /// <summary>What the exponential schedule costs, computed and not simulated.</summary>
    public (double Lag, double Requests) Exponential()
    {
        (double lag, double requests) = (0, 0);
        int time = 0;
        for (int look = 0; time < _last; look++)
        {
            int next = Math.Min(time + (int)(ExponentialSchedule.DelayAfter(Options, look, random: 0).TotalSeconds / Step), _last);
            lag += LagIn(time, next);
            requests += 1 - _ended[time];
            time = next;
        }

        return (lag, requests);
    }

    /// <summary>The least lag with no more looks than this, where each delay after the first is between these seconds.</summary>
    public double LeastLag(double requests, double shortestDelay, double longestDelay)
    {
        (double low, double high) = (-10, 10);
        for (int i = 0; i < 30; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Best(Math.Exp(middle), shortestDelay, longestDelay).Requests > requests ? (middle, high) : (low, middle);
        }

        return Best(Math.Exp(high), shortestDelay, longestDelay).Lag;
    }

    /// <summary>What the best schedule costs where a look costs as much as so many seconds of lag.</summary>
    public (double Lag, double Requests) Best(double price, double shortestDelay, double longestDelay)
    {
        int shortest = (int)(shortestDelay / Step);
        int longest = (int)Math.Min(longestDelay / Step, _last);
        double[] lag = new double[_last + 1];
        double[] requests = new double[_last + 1];
        for (int time = _last - shortest; time >= First; time--)
        {
            double running = 1 - _ended[time];
            double least = double.PositiveInfinity;
            for (int next = time + shortest; next <= Math.Min(time + longest, _last); next++)
            {
                double cost = LagIn(time, next) + lag[next] + (price * (running + requests[next]));
                if (cost < least)
                {
                    least = cost;
                    (lag[time], requests[time]) = (LagIn(time, next) + lag[next], running + requests[next]);
                }
            }
        }

        return (LagIn(0, First) + lag[First], 1 + requests[First]);
    }

    /// <summary>The expected lag of the deployments that end between two looks.</summary>
    private double LagIn(int time, int next) => _endedSum[next] - _endedSum[time] - ((next - time) * Step * _ended[time]);

    private static double Density(double time, double median, double sigma)
    {
        double z = Math.Log(time / median) / sigma;
        return Math.Exp(-z * z / 2) / (Math.Sqrt(2 * Math.PI) * sigma * time);
    }
}
