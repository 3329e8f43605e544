using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Testing.Internal.RolloutStores;

/// <summary>Checks of concurrent appends. A store that checks the version first and appends afterwards passes all others.</summary>
internal static class ConcurrencyChecks
{
    private const int Rounds = 10;
    private const int Writers = 16;

    public static IReadOnlyList<RolloutStoreCheck> All { get; } =
    [
        new("Append_ManyAtTheSameVersion_OneIsStored", "of many concurrent appends with the same expected version, exactly one is stored", AppendAtSameVersionAsync),
        new("Append_TwoInstancesAtTheSameVersion_AtMostOneIsStored", "of the appends of two instances with the same expected version, at most one is stored", AppendByTwoInstancesAsync),
        new("Append_ManyRolloutsAtTheSameTime_KeepsEach", "concurrent appends to different rollouts do not affect each other", AppendToManyAsync),
    ];

    private static async Task AppendAtSameVersionAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        var expected = new List<string>();
        for (int round = 0; round < Rounds; round++)
        {
            string[] stored = await AppendConcurrentlyAsync(session, expected.Count, Enumerable.Repeat(store, Writers)).ConfigureAwait(false);
            StoreSession.Require(stored.Length is 1, $"{stored.Length} of {Writers} appends with the expected version {expected.Count} completed.");
            expected.AddRange(LinesOf(stored[0]));
            await session.RequireLinesAsync([.. expected]).ConfigureAwait(false);
        }
    }

    private static async Task AppendByTwoInstancesAsync(StoreSession session)
    {
        IRolloutStore[] stores = [session.Open(), session.Open()];
        var expected = new List<string>();
        for (int round = 0; round < Rounds; round++)
        {
            string[] stored = await AppendConcurrentlyAsync(session, expected.Count, stores).ConfigureAwait(false);
            StoreSession.Require(stored.Length <= 1, $"Both appends with the expected version {expected.Count} completed.");
            expected.AddRange(stored.SelectMany(LinesOf));
            await session.RequireLinesAsync([.. expected]).ConfigureAwait(false);
        }
    }

    private static async Task AppendToManyAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        string[] ids = [.. Enumerable.Range(0, Writers).Select(number => $"{session.Id}-{number}")];
        await Task.WhenAll(ids.Select(id => Task.Run(() => AppendInTurnAsync(id), session.CancellationToken))).ConfigureAwait(false);
        foreach (string id in ids)
        {
            await session.RequireLinesOfAsync(id, [.. Enumerable.Range(0, Rounds).Select(round => $"{id}, {round}")]).ConfigureAwait(false);
        }

        async Task AppendInTurnAsync(string id)
        {
            for (int round = 0; round < Rounds; round++)
            {
                await session.AppendToAsync(store, id, round, isCompleted: false, $"{id}, {round}").ConfigureAwait(false);
            }
        }
    }

    /// <summary>Appends two lines by each writer, and returns the names of the writers whose lines were stored.</summary>
    private static async Task<string[]> AppendConcurrentlyAsync(StoreSession session, int expectedVersion, IEnumerable<IRolloutStore> stores)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string?>[] appends = [.. stores.Select((store, index) => Task.Run(() => AppendAsync(store, $"writer {index}"), session.CancellationToken))];
        start.SetResult();
        string?[] stored = await Task.WhenAll(appends).ConfigureAwait(false);
        return [.. stored.OfType<string>()];

        async Task<string?> AppendAsync(IRolloutStore store, string writer)
        {
            await start.Task.ConfigureAwait(false);
            return await session.TryAppendAsync(store, session.Id, expectedVersion, isCompleted: false, LinesOf(writer)).ConfigureAwait(false) ? writer : null;
        }
    }

    private static string[] LinesOf(string writer) => [$"{writer}, first line", $"{writer}, second line"];
}
