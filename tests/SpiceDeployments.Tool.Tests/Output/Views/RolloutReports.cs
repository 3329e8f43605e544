using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Output.Views;

/// <summary>The states of a rollout against the emulator.</summary>
internal static class RolloutReports
{
    /// <summary>Runs a rollout, and returns its state after each event. They are read from its journal: a caller that observes the rollout may begin to do so late.</summary>
    public static async Task<IReadOnlyList<Rollout>> CollectAsync(ToolSession session, RolloutRequest request)
    {
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = session.Cloud.BaseAddress, AccessToken = session.Cloud.AccessToken, TimeProvider = session.Clock });
        using var store = new FileRolloutStore(session.PathOf("journals"));
        await using var rollouts = new RolloutClient(client, store, session.Clock);
        await rollouts.StartAsync("release", request, TestContext.Current.CancellationToken);
        await rollouts.WaitForCompletionAsync("release", cancellationToken: TestContext.Current.CancellationToken);

        IReadOnlyList<string> lines = await store.LoadAsync("release", TestContext.Current.CancellationToken);
        var states = new List<Rollout>();
        for (int count = 1; count <= lines.Count; count++)
        {
            await using var reader = new RolloutClient(client, new EarlierJournal([.. lines.Take(count)]), session.Clock);
            states.Add(await reader.GetAsync("release", TestContext.Current.CancellationToken));
        }

        return states;
    }

    /// <summary>The first lines of a journal.</summary>
    private sealed class EarlierJournal(IReadOnlyList<string> lines) : IRolloutStore
    {
        public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) => Task.FromResult(lines);

        public Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
