using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.PollingSimulation;

/// <summary>
/// Computes the best schedule for a known log-normal distribution of durations, by dynamic programming over steps of half a second: the
/// lowest expected lag for a price per poll. Like all schedules, it polls first after <see cref="PollingOptions.InitialDelay"/>.
/// </summary>
internal sealed class OptimalSchedule
{
    private const double Step = 0.5;

    private static readonly PollingOptions Options = new();

    private readonly double[] _completed;
    private readonly double[] _completedSum;
    private readonly int _last;

    public OptimalSchedule(double median, double sigma)
    {
        _last = (int)(median * Math.Exp(5 * sigma) / Step);
        _completed = new double[_last + 1];
        _completedSum = new double[_last + 1];
        for (int i = 1; i <= _last; i++)
        {
            _completed[i] = Math.Min(1, _completed[i - 1] + (Step * Density((i - 0.5) * Step, median, sigma)));
            _completedSum[i] = _completedSum[i - 1] + (Step * (_completed[i - 1] + _completed[i]) / 2);
        }
    }

    private static int First => (int)(Options.InitialDelay.TotalSeconds / Step);

    /// <summary>Computes the expected lag, in seconds, and number of requests of the exponential schedule.</summary>
    public (double Lag, double Requests) ComputeExponential()
    {
        (double lag, double requests) = (0, 0);
        int time = 0;
        for (int poll = 0; time < _last; poll++)
        {
            int next = Math.Min(time + (int)(ExponentialDelay.GetDelay(Options, poll).TotalSeconds / Step), _last);
            lag += ComputeLag(time, next);
            requests += 1 - _completed[time];
            time = next;
        }

        return (lag, requests);
    }

    /// <summary>Computes the lowest lag, in seconds, with at most this number of requests and delays within these bounds, in seconds, after the first poll.</summary>
    public double ComputeLowestLag(double requests, double shortestDelay, double longestDelay)
    {
        (double low, double high) = (-10, 10);
        for (int i = 0; i < 30; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = ComputeBest(Math.Exp(middle), shortestDelay, longestDelay).Requests > requests ? (middle, high) : (low, middle);
        }

        return ComputeBest(Math.Exp(high), shortestDelay, longestDelay).Lag;
    }

    /// <summary>Computes the expected lag, in seconds, and number of requests of the best schedule if a poll costs as much as <paramref name="price"/> seconds of lag.</summary>
    public (double Lag, double Requests) ComputeBest(double price, double shortestDelay, double longestDelay)
    {
        int shortest = (int)(shortestDelay / Step);
        int longest = (int)Math.Min(longestDelay / Step, _last);
        double[] lag = new double[_last + 1];
        double[] requests = new double[_last + 1];
        for (int time = _last - shortest; time >= First; time--)
        {
            double running = 1 - _completed[time];
            double lowest = double.PositiveInfinity;
            for (int next = time + shortest; next <= Math.Min(time + longest, _last); next++)
            {
                double cost = ComputeLag(time, next) + lag[next] + (price * (running + requests[next]));
                if (cost < lowest)
                {
                    lowest = cost;
                    (lag[time], requests[time]) = (ComputeLag(time, next) + lag[next], running + requests[next]);
                }
            }
        }

        return (ComputeLag(0, First) + lag[First], 1 + requests[First]);
    }

    /// <summary>Computes the expected lag, in seconds, of the deployments that complete between two polls.</summary>
    private double ComputeLag(int time, int next) => _completedSum[next] - _completedSum[time] - ((next - time) * Step * _completed[time]);

    private static double Density(double time, double median, double sigma)
    {
        double z = Math.Log(time / median) / sigma;
        return Math.Exp(-z * z / 2) / (Math.Sqrt(2 * Math.PI) * sigma * time);
    }
}
