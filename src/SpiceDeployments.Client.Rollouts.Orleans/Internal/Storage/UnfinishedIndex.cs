using Orleans.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

/// <summary>The index of the rollouts that have not completed: one record for the cluster.</summary>
internal sealed class UnfinishedIndex(IGrainStorage storage)
{
    private static readonly GrainId GrainId = GrainId.Create("spicerollout-index", "unfinished");

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken) =>
        (await new GrainRecord<UnfinishedIds>(storage, "spicerollout-index", GrainId).ReadAsync(cancellationToken).ConfigureAwait(false)).Value.Ids;

    /// <summary>Adds a rollout. Writes the record even if it contains the rollout, so that a removal that has read it before does not succeed.</summary>
    public Task AddAsync(string rolloutId, CancellationToken cancellationToken) => UpdateAsync(
        ids =>
        {
            ids.Remove(rolloutId);
            ids.Add(rolloutId);
            return Task.FromResult(true);
        },
        cancellationToken);

    /// <summary>Removes a rollout, if it has completed.</summary>
    public Task RemoveAsync(string rolloutId, Func<Task<bool>> hasCompletedAsync, CancellationToken cancellationToken) => UpdateAsync(
        async ids => await hasCompletedAsync().ConfigureAwait(false) && ids.Remove(rolloutId),
        cancellationToken);

    private async Task UpdateAsync(Func<List<string>, Task<bool>> tryChangeAsync, CancellationToken cancellationToken)
    {
        GrainRecord<UnfinishedIds> record;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            record = await new GrainRecord<UnfinishedIds>(storage, "spicerollout-index", GrainId).ReadAsync(cancellationToken).ConfigureAwait(false);
            if (!await tryChangeAsync(record.Value.Ids).ConfigureAwait(false))
            {
                return;
            }
        }
        while (!await record.TryWriteAsync(cancellationToken).ConfigureAwait(false));
    }
}
