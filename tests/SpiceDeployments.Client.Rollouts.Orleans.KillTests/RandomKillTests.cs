using Xunit.Sdk;

namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>The silo that runs the rollout is killed or frozen at a random time before the rollout has completed, and up to three further silos after it.</summary>
public sealed class RandomKillTests(RedisFixture redis)
{
    private const int MaxKills = 4;
    private const double FreezeShare = 0.3;

    /// <summary>Enough rounds for shares.</summary>
    private const int ManyRounds = 20;

    private const string Frozen = "frozen";
    private const string Continued = "continued at least once";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    /// <summary>The cluster needs about this time to notice that a silo is dead, and so to continue the rollout.</summary>
    private static readonly TimeSpan FailoverTime = TimeSpan.FromSeconds(4);

    /// <summary>The first three rounds contain a freeze. Each round has up to seven processes, which probe each other.</summary>
    private readonly Rounds _rounds = new("KILL_ROUNDS", defaultCount: 3, parallelRounds: 2);

    [Fact]
    public async Task KillOrFreeze_AtRandomTimes_LosesNothingAndCreatesNothingTwice()
    {
        await _rounds.RunAsync(RunRoundAsync);

        if (_rounds.Started >= ManyRounds)
        {
            Assert.InRange(_rounds.GetCount(Continued), _rounds.Started * 2 / 3, _rounds.Started);
            Assert.NotEqual(0, _rounds.GetCount(Frozen));
        }
    }

    private async Task<string?> RunRoundAsync(Random random)
    {
        RolloutFailureAction onFailure = random.Next(3) is 0 ? RolloutFailureAction.RollBack : RolloutFailureAction.Stop;
        long? failingApp = onFailure is RolloutFailureAction.RollBack || random.Next(4) is 0 ? random.Next(1, RolloutApps.Count + 1) : null;
        await using Scene scene = await Scene.StartAsync(redis.Address, onFailure, failingApp, Duration);
        _rounds.Count($"error: {RandomErrors.Apply(scene.Apps.Cloud, random)}");
        string? failure = await FindFailureAsync(scene, random, GetMinDuration(failingApp));
        _rounds.Count("call failed", scene.CountLines("call failed"));
        _rounds.Count($"result: {failure?.Split(':')[0] ?? $"{scene.Apps.ExpectedStatus}"}");
        return failure is null ? null : $"{failure}\n{scene}";
    }

    private async Task<string?> FindFailureAsync(Scene scene, Random random, TimeSpan maxDelay)
    {
        try
        {
            await KillSilosAsync(scene, random, maxDelay);
            Runner last = scene.StartRollout();
            await last.WaitForAsync("completed");
            int failovers = Scene.CountFailovers(last);
            _rounds.Count($"continued {failovers} times");
            _rounds.Count(Continued, failovers > 0 ? 1 : 0);
            return await scene.FindFailureAsync(last);
        }
        catch (XunitException exception)
        {
            return $"not completed: {exception.Message}";
        }
    }

    private async Task KillSilosAsync(Scene scene, Random random, TimeSpan maxDelay)
    {
        Runner next = await scene.StartPausedRolloutAsync("Created"); // Runs the rollout: the others have not joined yet.
        List<Runner> silos = [next, await scene.StartSiloAsync(), await scene.StartSiloAsync()];
        List<Runner> frozen = [];
        next.Release();
        for (int kills = random.Next(1, MaxKills + 1); kills > 0; kills--)
        {
            await DelayAsync(random, maxDelay);
            if (random.NextDouble() < FreezeShare)
            {
                _rounds.Count(Frozen);
                await next.FreezeAsync();
                frozen.Add(next);
            }
            else
            {
                _rounds.Count($"killed after: {DescribeLastStep(next)}");
                await next.KillAsync();
            }

            silos.Remove(next);
            silos.Add(scene.StartRollout());
            next = silos[random.Next(silos.Count)];
            maxDelay = FailoverTime;
        }

        // Mostly until another silo runs the rollout: a frozen one does not respond to the call.
        await (random.Next(3) is 0 ? DelayAsync(random, FailoverTime) : silos[^1].WaitForAsync("rollout started"));
        foreach (Runner silo in frozen)
        {
            await silo.ThawAsync();
        }
    }

    private static Task DelayAsync(Random random, TimeSpan max) => Task.Delay(random.NextDouble() * max, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>No rollout takes less: the waves have one, two and three apps, and the wave that fails is the last.</summary>
    private static TimeSpan GetMinDuration(long? failingApp) => Duration * failingApp switch { 1 => 1, 2 or 3 => 2, _ => 3 };

    /// <summary>The last event that the silo stored, or its first line.</summary>
    private static string DescribeLastStep(Runner silo) => silo.Lines.LastOrDefault(line => line.StartsWith("stored", StringComparison.Ordinal)) ?? "started";
}
