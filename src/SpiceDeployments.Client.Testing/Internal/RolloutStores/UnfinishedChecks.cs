using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Testing.Internal.RolloutStores;

/// <summary>Checks of the list of the unfinished rollouts.</summary>
internal static class UnfinishedChecks
{
    public static IReadOnlyList<RolloutStoreCheck> All { get; } =
    [
        new("ListUnfinished_NotCompleted_IsListed", "a rollout is listed until it has completed", ListAsync),
        new("ListUnfinished_Completed_IsNotListed", "a rollout is not listed if its last append was made with isCompleted", CompleteAsync),
        new("ListUnfinished_ContinuedAfterCompletion_IsListed", "a completed rollout is listed again after an append without isCompleted", ContinueAsync),
        new("ListUnfinished_AfterAConflict_IsUnchanged", "an append that conflicts neither completes a rollout nor continues it", ConflictAsync),
    ];

    private static async Task ListAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.RequireUnfinishedAsync(expected: false, "that does not exist").ConfigureAwait(false);
        await session.AppendAsync(store, 0, "1").ConfigureAwait(false);
        await session.RequireUnfinishedAsync(expected: true, "that has not completed").ConfigureAwait(false);
        await session.AppendAsync(store, 1, "2", "3").ConfigureAwait(false);
        await session.RequireUnfinishedAsync(expected: true, "that has not completed").ConfigureAwait(false);
    }

    private static async Task CompleteAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.AppendAsync(store, 0, "1").ConfigureAwait(false);
        await session.AppendToAsync(store, session.Id, 1, isCompleted: true, "2", "3").ConfigureAwait(false);
        await session.RequireUnfinishedAsync(expected: false, "that has completed").ConfigureAwait(false);
        await session.RequireLinesAsync("1", "2", "3").ConfigureAwait(false);
    }

    private static async Task ContinueAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.AppendToAsync(store, session.Id, 0, isCompleted: true, "1").ConfigureAwait(false);
        await session.AppendAsync(store, 1, "2").ConfigureAwait(false);
        await session.RequireUnfinishedAsync(expected: true, "that was continued after it had completed").ConfigureAwait(false);
        await session.AppendToAsync(store, session.Id, 2, isCompleted: true, "3").ConfigureAwait(false);
        await session.RequireUnfinishedAsync(expected: false, "that has completed again").ConfigureAwait(false);
        await session.RequireLinesAsync("1", "2", "3").ConfigureAwait(false);
    }

    private static async Task ConflictAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.AppendAsync(store, 0, "1").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 0, isCompleted: true, "a").ConfigureAwait(false);
        await session.RequireUnfinishedAsync(expected: true, "whose completion conflicted").ConfigureAwait(false);
        await session.AppendToAsync(store, session.Id, 1, isCompleted: true, "2").ConfigureAwait(false);
        await session.RequireConflictAsync(store, 1, isCompleted: false, "a").ConfigureAwait(false);
        await session.RequireUnfinishedAsync(expected: false, "that has completed, and whose continuation conflicted").ConfigureAwait(false);
    }
}
