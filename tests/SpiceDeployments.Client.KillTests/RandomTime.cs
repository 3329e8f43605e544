namespace SpiceDeployments.Client.KillTests;

/// <summary>A random time in the run of a runner: some milliseconds after one of its steps, so that every step is hit on a slow machine, too.</summary>
/// <param name="Steps">The number of lines that the runner writes before.</param>
/// <param name="Delay">The time after the last of these lines.</param>
internal readonly record struct RandomTime(int Steps, TimeSpan Delay)
{
    /// <summary>A runner that prepares, creates and waits writes about as many lines, of which each is a step.</summary>
    private const int MaxSteps = 8;

    private const int MaxMilliseconds = 60;

    /// <summary>Longer than it takes until no earlier request can create a deployment.</summary>
    private const int MaxLongMilliseconds = 6000;

    private const double LongShare = 0.15;

    public static RandomTime Next(Random random) => Next(random, MaxSteps, MaxLongMilliseconds, LongShare);

    /// <summary>Returns a time in the run of another runner.</summary>
    /// <param name="random">The source.</param>
    /// <param name="maxSteps">About as many lines as the runner writes.</param>
    /// <param name="maxLongMilliseconds">The longest delay, which only a share of the times may have.</param>
    /// <param name="longShare">That share.</param>
    public static RandomTime Next(Random random, int maxSteps, int maxLongMilliseconds, double longShare)
    {
        int maxMilliseconds = random.NextDouble() < longShare ? maxLongMilliseconds : MaxMilliseconds;
        return new RandomTime(random.Next(maxSteps + 1), TimeSpan.FromMilliseconds(random.NextDouble() * maxMilliseconds));
    }

    /// <summary>Waits until this time, or until the runner exits.</summary>
    public async Task WaitAsync(Runner runner)
    {
        if (await runner.TryWaitForLinesAsync(Steps))
        {
            await Task.Delay(Delay, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
