namespace SpiceDeployments.Client.PollingSimulation;

/// <summary>Simulates waits for many deployments from their create, without deadlines and jitter, and with polls that take no time.</summary>
internal static class Simulation
{
    public const int Deployments = 10_000;

    private const int Seed = 20261124;

    /// <summary>Runs a schedule on a workload. All schedules wait for the same deployments.</summary>
    public static Outcome Run(Workload workload, Schedule schedule)
    {
        var random = new Random(Seed);
        double[] lags = new double[Deployments];
        long requests = 0;
        for (int i = 0; i < Deployments; i++)
        {
            TimeSpan[] history = [.. Enumerable.Range(0, workload.EarlierCount).Select(age => TimeSpan.FromSeconds(workload.Earlier(random, age)))];
            (lags[i], int polls) = Wait(schedule, history, TimeSpan.FromSeconds(workload.Next(random)));
            requests += polls;
        }

        Array.Sort(lags);
        return new Outcome(lags.Average(), lags[Deployments * 95 / 100], (double)requests / Deployments);
    }

    private static (double Lag, int Polls) Wait(Schedule schedule, TimeSpan[] history, TimeSpan duration)
    {
        TimeSpan elapsed = TimeSpan.Zero;
        int polls = 0;
        while (elapsed < duration || polls is 0)
        {
            // The history is unknown until the first poll: the response to a create contains no list.
            elapsed += schedule.DelayAfter(polls is 0 ? [] : history, elapsed, polls);
            polls++;
        }

        return ((elapsed - duration).TotalSeconds, polls);
    }
}
