using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

/// <summary>Stores journals in a grain storage, which replaces whole records. A journal is a sequence of records, so that an append writes only the last of them.</summary>
/// <remarks>
/// The first append, whose line contains the request, has a record of its own. An append to a later version n is stored in the record 1 + (n - 1) / 64, however
/// many lines it has. So the record follows from the version alone, two appends to the same version write the same record, and the ETag of the record decides
/// between them. The records that a long append has passed do not exist.
/// </remarks>
internal sealed class GrainRolloutStore([FromKeyedServices(SpiceRolloutsDefaults.StorageName)] IGrainStorage storage) : IPartialRolloutStore
{
    private const int SegmentLength = 64;

    private readonly UnfinishedIndex _unfinished = new(storage);

    public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) => LoadAfterAsync(rolloutId, version: 0, cancellationToken);

    public async Task<IReadOnlyList<string>> LoadAfterAsync(string rolloutId, int version, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (await ReadNextAsync(rolloutId, version + lines.Count, cancellationToken).ConfigureAwait(false) is { Count: > 0 } next)
        {
            lines.AddRange(next);
        }

        return lines;
    }

    /// <summary>Returns the lines after a version at which an append has ended, up to the end of a record. Empty at the end of the journal.</summary>
    public async Task<IReadOnlyList<string>> ReadNextAsync(string rolloutId, int version, CancellationToken cancellationToken)
    {
        JournalSegment segment = (await ReadRecordAsync(rolloutId, GetIndex(version), cancellationToken).ConfigureAwait(false)).Value;
        return [.. segment.Lines.Skip(version - segment.Start)];
    }

    public async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
    {
        (GrainRecord<JournalSegment> record, JournalSegment? last) = await ReadEndAsync(rolloutId, expectedVersion, cancellationToken).ConfigureAwait(false);
        if ((last?.GetEnd() ?? 0) != expectedVersion)
        {
            throw Conflict(rolloutId, expectedVersion);
        }

        bool continues = last is { IsCompleted: true };
        if (last is null || continues)
        {
            await _unfinished.AddAsync(rolloutId, cancellationToken).ConfigureAwait(false); // First, so that no silo misses an unfinished rollout.
        }

        record.Value.Start = record.Value.Lines.Count is 0 ? expectedVersion : record.Value.Start;
        record.Value.Lines.AddRange(lines);
        record.Value.IsCompleted = isCompleted;
        if (!await record.TryWriteAsync(cancellationToken).ConfigureAwait(false))
        {
            throw Conflict(rolloutId, expectedVersion);
        }

        if (isCompleted)
        {
            await RemoveCompletedAsync(rolloutId, record.Value.GetEnd(), cancellationToken).ConfigureAwait(false);
        }
        else if (continues)
        {
            await _unfinished.AddAsync(rolloutId, cancellationToken).ConfigureAwait(false); // Again, because a removal for the earlier completion may have succeeded in the meantime.
        }
    }

    public async Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default)
    {
        var unfinished = new List<string>();
        foreach (string rolloutId in await ListPossiblyUnfinishedAsync(cancellationToken).ConfigureAwait(false))
        {
            int version = (await LoadAsync(rolloutId, cancellationToken).ConfigureAwait(false)).Count;
            if (version > 0 && !await HasCompletedAsync(rolloutId, version, cancellationToken).ConfigureAwait(false))
            {
                unfinished.Add(rolloutId);
            }
        }

        return unfinished;
    }

    /// <summary>Returns the ids of the unfinished rollouts, and possibly of some that have completed or do not exist, without reading the journals.</summary>
    public Task<IReadOnlyList<string>> ListPossiblyUnfinishedAsync(CancellationToken cancellationToken) => _unfinished.ReadAsync(cancellationToken);

    /// <summary>Removes a rollout from the index, if the rollout has completed with a version. An append does so, too, unless it fails after it has stored the completion.</summary>
    public Task RemoveCompletedAsync(string rolloutId, int version, CancellationToken cancellationToken) =>
        _unfinished.RemoveAsync(rolloutId, () => HasCompletedAsync(rolloutId, version, cancellationToken), cancellationToken);

    /// <summary>Whether the journal ends with a version, and the rollout has completed with it.</summary>
    private async Task<bool> HasCompletedAsync(string rolloutId, int version, CancellationToken cancellationToken)
    {
        (_, JournalSegment? last) = await ReadEndAsync(rolloutId, version, cancellationToken).ConfigureAwait(false);
        return last is { IsCompleted: true } && last.GetEnd() == version;
    }

    /// <summary>Returns the record to which an append to a version belongs, and the last part of the journal up to there, which may be that of an earlier record. <c>null</c> if there is none.</summary>
    private async Task<(GrainRecord<JournalSegment> Record, JournalSegment? Last)> ReadEndAsync(string rolloutId, int version, CancellationToken cancellationToken)
    {
        int index = GetIndex(version);
        GrainRecord<JournalSegment> record = await ReadRecordAsync(rolloutId, index, cancellationToken).ConfigureAwait(false);
        JournalSegment last = record.Value;
        while (last.Lines.Count is 0 && index-- > 0)
        {
            last = (await ReadRecordAsync(rolloutId, index, cancellationToken).ConfigureAwait(false)).Value;
        }

        return (record, last.Lines.Count is 0 ? null : last);
    }

    private static int GetIndex(int version) => version is 0 ? 0 : 1 + ((version - 1) / SegmentLength);

    /// <summary>Reads a record, whose key is no number: some storages convert numbers, so that 7 and 007 would be the same.</summary>
    private Task<GrainRecord<JournalSegment>> ReadRecordAsync(string rolloutId, int index, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new GrainRecord<JournalSegment>(storage, "spicerollout-journal", GrainId.Create("spicerollout-journal", $"{rolloutId}/{index}")).ReadAsync(cancellationToken);
    }

    private static RolloutStoreConflictException Conflict(string rolloutId, int expectedVersion) =>
        new($"The journal of rollout '{rolloutId}' does not have version {expectedVersion}. Nothing was appended.") { RolloutId = rolloutId };
}
