using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Testing.Internal.RolloutStores;

/// <summary>Checks of several instances on one storage, as several processes have them.</summary>
internal static class InstanceChecks
{
    public static IReadOnlyList<RolloutStoreCheck> All { get; } =
    [
        new("Load_AnotherInstance_ReadsEachAppend", "an instance reads what another one has appended, while that one is open", ReadAsync),
        new("Append_AnotherInstance_ContinuesTheJournal", "an instance continues the journal of one that has ended", ContinueAsync),
        new("Append_StaleVersionByAnotherInstance_Conflicts", "an instance that has read an earlier version cannot append to it", FenceAsync),
    ];

    private static async Task ReadAsync(StoreSession session)
    {
        IRolloutStore reader = session.Open();
        await reader.LoadAsync(session.Id, session.CancellationToken).ConfigureAwait(false);
        IRolloutStore writer = session.Open();
        await session.AppendAsync(writer, 0, "1").ConfigureAwait(false);
        await session.RequireLinesAsync("1").ConfigureAwait(false);
        await session.AppendAsync(writer, 1, "2", "3").ConfigureAwait(false);
        await session.RequireLinesAsync("1", "2", "3").ConfigureAwait(false);
    }

    private static async Task ContinueAsync(StoreSession session)
    {
        IRolloutStore first = session.Open();
        await session.AppendAsync(first, 0, "1", "2").ConfigureAwait(false);
        await session.CloseAsync(first).ConfigureAwait(false);
        IRolloutStore second = session.Open();
        await session.AppendAsync(second, 2, "3").ConfigureAwait(false);
        await session.CloseAsync(second).ConfigureAwait(false);
        IRolloutStore third = session.Open();
        await session.RequireConflictAsync(third, 0, "a").ConfigureAwait(false);
        await session.RequireConflictAsync(third, 2, "a").ConfigureAwait(false);
        await session.AppendAsync(third, 3, "4").ConfigureAwait(false);
        await session.RequireLinesAsync("1", "2", "3", "4").ConfigureAwait(false);
    }

    /// <summary>The second process runs the rollout while the first one is frozen. Thawed, the first one must not store anything.</summary>
    private static async Task FenceAsync(StoreSession session)
    {
        IRolloutStore first = session.Open();
        await session.AppendAsync(first, 0, "1").ConfigureAwait(false);
        IRolloutStore second = session.Open();
        await second.LoadAsync(session.Id, session.CancellationToken).ConfigureAwait(false);

        bool isTakenOver = await session.TryAppendAsync(second, session.Id, 1, isCompleted: false, "second").ConfigureAwait(false);
        if (!isTakenOver)
        {
            await session.AppendAsync(first, 1, "first").ConfigureAwait(false); // The store permits one instance, which is the first one then.
        }

        await session.RequireConflictAsync(isTakenOver ? first : second, 1, "stale").ConfigureAwait(false);
        await session.RequireLinesAsync("1", isTakenOver ? "second" : "first").ConfigureAwait(false);
    }
}
