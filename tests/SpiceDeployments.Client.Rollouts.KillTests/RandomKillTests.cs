namespace SpiceDeployments.Client.Rollouts.KillTests;

public sealed class RandomKillTests
{
    private const int MaxKills = 6;

    /// <summary>A runner that runs the whole rollout writes about 60 lines, of which each is a step: a rollout takes several kills to complete.</summary>
    private const int MaxSteps = 20;

    /// <summary>Longer than it takes until no earlier request can create a deployment.</summary>
    private const int MaxLongMilliseconds = 5000;

    private const double LongShare = 0.1;

    private readonly Rounds _rounds = new("KILL_ROUNDS", defaultCount: 3);

    [Fact]
    public Task Kill_AtRandomTimes_LosesNothingAndCreatesNothingTwice() => _rounds.RunAsync(async random =>
    {
        RolloutFailureAction onFailure = random.Next(3) is 0 ? RolloutFailureAction.RollBack : RolloutFailureAction.Stop;
        long? failingApp = onFailure is RolloutFailureAction.RollBack || random.Next(4) is 0 ? random.Next(1, RolloutApps.Count + 1) : null;
        await using Scene scene = await Scene.StartAsync(onFailure, failingApp);
        _rounds.Count($"error: {RandomErrors.Apply(scene.Apps.Cloud, random)}");
        Runner next = await scene.StartPausedRunnerAsync("start");
        for (int kills = random.Next(1, MaxKills + 1); kills > 0 && !scene.IsCompleted; kills--)
        {
            Runner killed = next;
            next = await scene.StartPausedRunnerAsync("start", resumes: random.Next(2) is 0); // Starts to work as soon as the other one is killed.
            await ReleaseAndKillAsync(killed, random);
        }

        next.Release();
        int exitCode = await next.WaitForExitAsync();
        string? failure = exitCode is 0 ? await scene.FindFailureAsync() : $"not ended: exit code {exitCode}";
        _rounds.Count($"result: {failure?.Split(':')[0] ?? $"{scene.Apps.ExpectedStatus}"}");
        return failure is null ? null : $"{failure}\n{scene}";
    });

    private async Task ReleaseAndKillAsync(Runner runner, Random random)
    {
        runner.Release();
        await RandomTime.Next(random, MaxSteps, MaxLongMilliseconds, LongShare).WaitAsync(runner);
        if (runner.HasExited)
        {
            _rounds.Count("exited before the kill");
            return;
        }

        await runner.KillAsync();
        _rounds.Count($"killed after: {DescribeLastStep(runner)}");
    }

    /// <summary>The last event that the runner stored, or its first line.</summary>
    private static string DescribeLastStep(Runner runner) =>
        runner.Lines.LastOrDefault(line => line.StartsWith("stored", StringComparison.Ordinal))?.TrimEnd(" 0123456789".ToCharArray()) ?? "started";
}
