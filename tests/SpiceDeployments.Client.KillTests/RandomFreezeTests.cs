namespace SpiceDeployments.Client.KillTests;

/// <summary>A runner is frozen at a random time until a second one has resumed the intent, or below the last check of the client, where a duplicate is possible.</summary>
public sealed class RandomFreezeTests
{
    private const string BelowTheLastCheck = "before-send";

    private const int MaxStarts = 5;

    /// <summary>Long enough that a late create conflicts with the deployment.</summary>
    private static readonly TimeSpan LongDuration = TimeSpan.FromSeconds(5);

    private readonly Rounds _rounds = new("FREEZE_ROUNDS", defaultCount: 3);

    [Fact]
    public Task Freeze_AtARandomTime_CreatesOneDeploymentOrReportsTheDuplicate() => _rounds.RunAsync(async random =>
    {
        await using Scene scene = await Scene.StartAsync();
        scene.App.WithDefaultScript(Scene.Script().RunsFor(random.Next(2) * LongDuration));
        bool isBelowTheLastCheck = random.Next(3) is 0;
        Runner frozen = await scene.StartPausedRunnerAsync("start", isBelowTheLastCheck ? [BelowTheLastCheck] : []);
        Runner second = await scene.StartPausedRunnerAsync("start");
        frozen.Release();
        await (isBelowTheLastCheck ? frozen.WaitForAsync($"paused at {BelowTheLastCheck}") : RandomTime.Next(random).WaitAsync(frozen));
        await frozen.FreezeAsync();
        _rounds.Count(frozen.HasExited ? "completed before the freeze" : $"frozen after: {frozen.DescribeLastStep()}");

        second.Release();
        bool hasSecondStored = await second.TryWaitForAsync("stored deployment");
        _rounds.Count(hasSecondStored ? "the second runner created or found the deployment" : "the second runner ended before");
        if (isBelowTheLastCheck)
        {
            frozen.Release();
        }

        await frozen.ThawAsync();
        _rounds.Count($"exit code of the frozen runner: {await frozen.WaitForExitAsync()}");
        await second.WaitForExitAsync();
        bool hasEnded = await RunToTheEndAsync(scene);
        return FindFailure(scene, hasEnded) is { } failure ? $"{failure}\n{scene}" : null;
    });

    /// <summary>The second runner fails if the first one was frozen while it had locked the file.</summary>
    private static async Task<bool> RunToTheEndAsync(Scene scene)
    {
        for (int starts = 0; starts < MaxStarts; starts++)
        {
            if (await scene.StartRunner().WaitForExitAsync() is 0)
            {
                return true;
            }
        }

        return false;
    }

    private string? FindFailure(Scene scene, bool hasEnded)
    {
        bool isDuplicateReported = scene.Deployments.Count is 2 && scene.Runners.Any(runner => runner.Lines.Any(line => ReportsBoth(line, scene)));
        string? failure = (hasEnded, scene.Deployments.Count) switch
        {
            (false, _) => "not ended",
            (_, 0) => "lost",
            (_, > 1) when !isDuplicateReported => "double that was not reported",
            _ when scene.Deployments.All(deployment => deployment.Id != scene.StoredId) => "lost: another id is stored",
            _ => null,
        };
        _rounds.Count($"result: {failure ?? (isDuplicateReported ? "reported duplicate" : "one deployment")}");
        return failure;
    }

    private static bool ReportsBoth(string line, Scene scene) =>
        line.StartsWith($"log 16: Deployments {scene.Deployments[0].Id} and {scene.Deployments[1].Id} ", StringComparison.Ordinal);
}
