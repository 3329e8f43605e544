namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

public sealed class RandomKillTests(RedisFixture redis)
{
    private const int MaxKills = 4;
    private const double FreezeShare = 0.2;

    /// <summary>About the time that a rollout needs.</summary>
    private const int MaxMilliseconds = 4000;

    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(700);

    private readonly Rounds _rounds = new("KILL_ROUNDS", defaultCount: 1);

    [Fact]
    public Task KillOrFreeze_AtRandomTimes_LosesNothingAndCreatesNothingTwice() => _rounds.RunAsync(async random =>
    {
        RolloutFailureAction onFailure = random.Next(3) is 0 ? RolloutFailureAction.RollBack : RolloutFailureAction.Stop;
        long? failingApp = onFailure is RolloutFailureAction.RollBack || random.Next(4) is 0 ? random.Next(1, RolloutApps.Count + 1) : null;
        await using Scene scene = await Scene.StartAsync(redis, onFailure, failingApp, Duration); // The rollout lasts longer than it takes to kill a silo.
        _rounds.Count($"error: {RandomErrors.Apply(scene.Apps.Cloud, random)}");
        Runner next = await scene.StartPausedRolloutAsync("Created"); // Runs the rollout: the others have not joined yet.
        List<Runner> silos = [next, await scene.StartSiloAsync(), await scene.StartSiloAsync()];
        List<Runner> frozen = [];
        next.Release();
        for (int kills = random.Next(1, MaxKills + 1); kills > 0; kills--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(MaxMilliseconds)), TimeProvider.System, TestContext.Current.CancellationToken);
            Runner silo = next;
            silos.Remove(silo);
            if (random.NextDouble() < FreezeShare)
            {
                _rounds.Count("frozen");
                await silo.FreezeAsync();
                frozen.Add(silo);
            }
            else
            {
                _rounds.Count($"killed after: {DescribeLastStep(silo)}");
                await silo.KillAsync();
            }

            silos.Add(scene.StartRollout());
            next = silos[random.Next(silos.Count)];
        }

        foreach (Runner silo in frozen)
        {
            await silo.ThawAsync();
        }

        Runner last = scene.StartRollout();
        string? failure = await last.TryWaitForAsync("completed") ? await scene.FindFailureAsync(last) : "not completed";
        _rounds.Count($"result: {failure?.Split(':')[0] ?? $"{scene.Apps.ExpectedStatus}"}");
        return failure is null ? null : $"{failure}\n{scene}";
    });

    /// <summary>The last event that the silo stored, or its first line.</summary>
    private static string DescribeLastStep(Runner silo) => silo.Lines.LastOrDefault(line => line.StartsWith("stored", StringComparison.Ordinal)) ?? "started";
}
