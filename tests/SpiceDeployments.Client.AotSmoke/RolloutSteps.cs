using System.Runtime.CompilerServices;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.AotSmoke;

/// <summary>
/// Runs a rollout that changes and deploys two apps, and fails at the second one, so that both are put back. Each line of its journal is written and read
/// again as JSON by generated code.
/// </summary>
internal sealed class RolloutSteps(string name, long firstAppId, IRolloutClient rollouts, Func<RolloutClient> openAgain)
{
    private const string Id = "aot-smoke";

    public async Task RunAsync()
    {
        RolloutRequest request = CreateRequest();
        Expect(rollouts.Plan(request).Waves.Count is 2);
        await rollouts.StartAsync(Id, request);
        Rollout done = await rollouts.WaitForCompletionAsync(Id);
        var report = RolloutReport.Create(done);

        Expect(done is { Status: RolloutStatus.RolledBack, FailureCount: 0, PassedWaves: 1 });
        Expect(report.ToMarkdown().Contains("| RolledBack |", StringComparison.Ordinal));
        Expect(report.ToJUnitXml().Contains("failures=\"1\"", StringComparison.Ordinal));
        await ReadAgainAsync(done, request);
        Write(report.ToString());
    }

    private async Task ReadAgainAsync(Rollout done, RolloutRequest request)
    {
        await using RolloutClient another = openAgain();
        Rollout read = await another.GetAsync(Id);
        Rollout started = await another.StartAsync(Id, request); // The request is compared with the stored one.

        Expect((read.Status, read.Version, started.Version) == (done.Status, done.Version, done.Version));
        Expect(read.Targets.Select(target => target.RollbackDeploymentId).SequenceEqual(done.Targets.Select(target => target.RollbackDeploymentId)));
        Expect(read.Targets[0].Target.Update == request.Targets[0].Update);
    }

    private RolloutRequest CreateRequest() => new()
    {
        Targets = [CreateTarget(firstAppId), CreateTarget(firstAppId + 1)],
        WaveSizes = [1],
        OnFailure = RolloutFailureAction.RollBack,
        Deploy = new DeployOptions { Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(50) } },
    };

    private static RolloutTarget CreateTarget(long appId) => new()
    {
        AppId = appId,
        Request = new CreateDeploymentRequest { Replicas = 2, CommitMessage = "Fragen über offene Aufträge" },
        Update = new UpdateAppRequest { Spicepod = "version: v2\nkind: Spicepod\nname: rollout\n", Replicas = 2 },
    };

    private static void Expect(bool holds, [CallerArgumentExpression(nameof(holds))] string? expectation = null)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"This does not hold: {expectation}");
        }
    }

    private void Write(string line) => Console.WriteLine($"{name}: {line}");
}
