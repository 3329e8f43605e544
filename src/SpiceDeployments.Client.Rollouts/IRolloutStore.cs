namespace SpiceDeployments.Client.Rollouts;

/// <summary>Stores the journals of rollouts. <c>RolloutStoreContract</c> in SpiceDeployments.Client.Testing checks an implementation.</summary>
/// <remarks>
/// <para>
/// A journal is a list of lines, to which lines are only appended. Its version is the number of its lines. A line is JSON without a line break, contains no token,
/// and contains commit messages and, with updates of apps, spicepods: restrict the access to the store.
/// </para>
/// <para>Methods are called concurrently, also for one rollout.</para>
/// </remarks>
public interface IRolloutStore
{
    /// <summary>Returns all lines of a journal.</summary>
    /// <param name="rolloutId">The id of the rollout: up to 100 letters, digits, '-', '_' and '.', not beginning or ending with '.'.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lines, in order. Empty if there is no such rollout.</returns>
    Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default);

    /// <summary>Appends lines to a journal, all or none of them, if the journal has the expected version (a compare-and-swap).</summary>
    /// <remarks>
    /// When the task completes, the lines survive a crash of the process: the effects that they announce follow immediately. If the method throws
    /// anything other than a <see cref="RolloutStoreConflictException"/>, the caller reads the journal to learn whether the lines were appended.
    /// </remarks>
    /// <param name="rolloutId">The id of the rollout.</param>
    /// <param name="expectedVersion">The number of lines that the journal must have; 0 to create it.</param>
    /// <param name="lines">The lines, at least one.</param>
    /// <param name="isCompleted">Whether the rollout has completed with the last of these lines, so that <see cref="ListUnfinishedAsync"/> does not return it. A later append can continue the rollout.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the lines are stored.</returns>
    /// <exception cref="RolloutStoreConflictException">The journal has another version. Nothing was appended.</exception>
    Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default);

    /// <summary>Returns the ids of the rollouts whose last append was not made with <c>isCompleted</c>.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The ids, in any order.</returns>
    Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default);
}
