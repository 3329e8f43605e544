using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Output.Views;

/// <summary>The progress of a rollout against the emulator.</summary>
internal sealed class RolloutReports : IProgress<RolloutProgress>
{
    private readonly List<Rollout> _rollouts = [];

    public static async Task<IReadOnlyList<Rollout>> CollectAsync(ToolSession session, RolloutRequest request)
    {
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = session.Cloud.BaseAddress, AccessToken = session.Cloud.AccessToken, TimeProvider = session.Clock });
        await using var rollouts = new RolloutClient(client, new FileRolloutStore(session.PathOf("journals")), session.Clock);
        var reports = new RolloutReports();
        await rollouts.StartAsync("release", request, TestContext.Current.CancellationToken);
        await rollouts.WaitForCompletionAsync("release", reports, TestContext.Current.CancellationToken);
        return reports._rollouts;
    }

    void IProgress<RolloutProgress>.Report(RolloutProgress value) => _rollouts.Add(value.Rollout);
}
