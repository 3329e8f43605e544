using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

/// <summary>Announces the appends to a journal.</summary>
internal sealed class ObservedStore(GrainRolloutStore store) : IPartialRolloutStore
{
    private TaskCompletionSource _appended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next append through this instance.</summary>
    public Task Appended => _appended.Task;

    public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) => store.LoadAsync(rolloutId, cancellationToken);

    public Task<IReadOnlyList<string>> LoadAfterAsync(string rolloutId, int version, CancellationToken cancellationToken) => store.LoadAfterAsync(rolloutId, version, cancellationToken);

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) => store.ListUnfinishedAsync(cancellationToken);

    public async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
    {
        await store.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken).ConfigureAwait(false);
        Interlocked.Exchange(ref _appended, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
