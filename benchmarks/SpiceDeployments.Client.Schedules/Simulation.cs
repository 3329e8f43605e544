namespace SpiceDeployments.Client.Schedules;

/// <summary>Waits for many deployments after their create. No deadline, no jitter, and looks that take no time.</summary>
internal static class Simulation
{
    public const int Deployments = 10_000;

    private const int Seed = 20261124;

    /// <summary>Every schedule waits for the same deployments.</summary>
    public static Outcome Run(Case situation, Schedule schedule)
    {
        var random = new Random(Seed);
        double[] lags = new double[Deployments];
        long requests = 0;
        for (int i = 0; i < Deployments; i++)
        {
            TimeSpan[] history = [.. Enumerable.Range(0, situation.EarlierCount).Select(age => TimeSpan.FromSeconds(situation.Earlier(random, age)))];
            (lags[i], int looks) = Wait(schedule, history, TimeSpan.FromSeconds(situation.Next(random)));
            requests += looks;
        }

        Array.Sort(lags);
        return new Outcome(lags.Average(), lags[Deployments * 95 / 100], (double)requests / Deployments);
    }

    private static (double Lag, int Looks) Wait(Schedule schedule, TimeSpan[] history, TimeSpan duration)
    {
        TimeSpan elapsed = TimeSpan.Zero;
        int looks = 0;
        while (elapsed < duration || looks is 0)
        {
            // The answer to a create has no list: the first look is what brings it.
            elapsed += schedule.DelayAfter(looks is 0 ? [] : history, elapsed, looks);
            looks++;
        }

        return ((elapsed - duration).TotalSeconds, looks);
    }
}
