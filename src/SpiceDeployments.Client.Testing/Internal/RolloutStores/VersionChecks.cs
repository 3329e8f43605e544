using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Testing.Internal.RolloutStores;

/// <summary>Checks of appends with an expected version that the journal does not have.</summary>
internal static class VersionChecks
{
    public static IReadOnlyList<RolloutStoreCheck> All { get; } =
    [
        new("Append_AtVersion0Again_Conflicts", "a journal is created once: a second create conflicts and appends nothing", CreateTwiceAsync),
        new("Append_StaleVersion_Conflicts", "an append with an earlier version conflicts and appends none of its lines", AppendStaleAsync),
        new("Append_FutureVersion_Conflicts", "an append with a later version conflicts and appends none of its lines", AppendFutureAsync),
        new("Append_FutureVersionOfUnknownRollout_Conflicts", "an append to a rollout that does not exist conflicts, unless the expected version is 0", AppendUnknownAsync),
        new("Append_AfterAConflict_Continues", "after a conflict, an append with the right version is stored", ContinueAsync),
    ];

    private static async Task CreateTwiceAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.AppendAsync(store, 0, "first").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 0, "second").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 0, "first").ConfigureAwait(false);
        await session.RequireLinesAsync("first").ConfigureAwait(false);
    }

    private static async Task AppendStaleAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.AppendAsync(store, 0, "1", "2", "3").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 2, "a", "b", "c").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 1, "a", "b", "c").ConfigureAwait(false);
        await session.RequireLinesAsync("1", "2", "3").ConfigureAwait(false);
    }

    private static async Task AppendFutureAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.AppendAsync(store, 0, "1", "2").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 3, "a", "b").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 100, "a", "b").ConfigureAwait(false);
        await session.RequireLinesAsync("1", "2").ConfigureAwait(false);
    }

    private static async Task AppendUnknownAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.RequireConflictAsync(store, 1, "a").ConfigureAwait(false);
        await session.RequireLinesAsync().ConfigureAwait(false);
        await session.RequireUnfinishedAsync(expected: false, "whose only append conflicted").ConfigureAwait(false);
    }

    private static async Task ContinueAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.AppendAsync(store, 0, "1").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 0, "a", "b").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 2, "a", "b").ConfigureAwait(false);
        await session.AppendAsync(store, 1, "2").ConfigureAwait(false);
        await session.RequireLinesAsync("1", "2").ConfigureAwait(false);
    }
}
