namespace SpiceDeployments.Client.KillTests;

public sealed class RandomKillTests
{
    private const int MaxKills = 4;

    /// <summary>Several times the kills: a start that fails because of an error is repeated.</summary>
    private const int MaxStarts = 12;

    private readonly Rounds _rounds = new("KILL_ROUNDS", defaultCount: 5);

    [Fact]
    public Task Kill_AtRandomTimes_CreatesOneDeployment() => _rounds.RunAsync(async random =>
    {
        await using Scene scene = await Scene.StartAsync();
        _rounds.Count($"error: {RandomErrors.Apply(scene, random)}");
        Runner next = await scene.StartPausedRunnerAsync("start");
        for (int kills = random.Next(1, MaxKills + 1); kills > 0 && scene.StoredId is null; kills--)
        {
            Runner killed = next;
            next = await scene.StartPausedRunnerAsync("start"); // Starts to work as soon as the other one is killed.
            await ReleaseAndKillAsync(killed, random);
        }

        bool hasEnded = await RunToTheEndAsync(scene, next);
        return FindFailure(scene, hasEnded) is { } failure ? $"{failure}\n{scene}" : null;
    });

    private async Task ReleaseAndKillAsync(Runner runner, Random random)
    {
        runner.Release();
        await RandomTime.Next(random).WaitAsync(runner);
        if (!runner.HasExited)
        {
            await runner.KillAsync();
            _rounds.Count($"killed after: {runner.DescribeLastStep()}");
        }
    }

    private async Task<bool> RunToTheEndAsync(Scene scene, Runner runner)
    {
        runner.Release();
        for (int starts = 0; starts < MaxStarts; starts++)
        {
            if (await runner.WaitForExitAsync() is 0)
            {
                return true;
            }

            _rounds.Count("repeated starts");
            runner = scene.StartRunner();
        }

        return false;
    }

    private string? FindFailure(Scene scene, bool hasEnded)
    {
        string? failure = (hasEnded, scene.Deployments.Count) switch
        {
            (false, _) => "not ended",
            (_, 0) => "lost",
            (_, > 1) => "double",
            _ when scene.Deployments[0].Id != scene.StoredId => "lost: another id is stored",
            _ when scene.Runners.Any(runner => runner.FindUnstoredSends() is not []) => "sent before it was stored",
            _ => null,
        };
        _rounds.Count($"result: {failure ?? "one deployment"}");
        return failure;
    }
}
