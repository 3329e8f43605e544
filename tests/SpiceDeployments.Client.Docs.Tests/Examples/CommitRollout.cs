using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DocsExamples;

public sealed class CommitRollout(IRolloutClient rollouts)
{
    public async Task<Rollout> RunAsync(string buildNumber, IEnumerable<long> appIds, string commit, CancellationToken cancellationToken)
    {
        var request = new RolloutRequest
        {
            Targets = [.. appIds.Select(id => new RolloutTarget { AppId = id, Request = new CreateDeploymentRequest { CommitSha = commit } })],
            WaveSizes = [1, 10],
            BakeTime = TimeSpan.FromMinutes(5),
        };
        await rollouts.StartAsync($"build-{buildNumber}", request, cancellationToken);
        return await rollouts.WaitForCompletionAsync($"build-{buildNumber}", cancellationToken: cancellationToken);
    }
}
