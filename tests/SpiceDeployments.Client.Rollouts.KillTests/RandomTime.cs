namespace SpiceDeployments.Client.Rollouts.KillTests;

/// <summary>A random time in the run of a runner: some milliseconds after one of its steps, so that every step is hit on a slow machine, too.</summary>
/// <param name="Steps">The number of lines that the runner writes before.</param>
/// <param name="Delay">The time after the last of these lines.</param>
internal readonly record struct RandomTime(int Steps, TimeSpan Delay)
{
    /// <summary>A runner that runs the whole rollout writes about 60 lines, of which each is a step: a rollout takes several kills to complete.</summary>
    private const int MaxSteps = 20;

    private const int MaxMilliseconds = 60;

    /// <summary>Longer than it takes until no earlier request can create a deployment.</summary>
    private const int MaxLongMilliseconds = 5000;

    private const double LongShare = 0.1;

    public static RandomTime Next(Random random)
    {
        int maxMilliseconds = random.NextDouble() < LongShare ? MaxLongMilliseconds : MaxMilliseconds;
        return new RandomTime(random.Next(MaxSteps + 1), TimeSpan.FromMilliseconds(random.NextDouble() * maxMilliseconds));
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
