using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Testing.Tests.RolloutStores;

/// <summary>A store in memory, correct unless a test overrides a part of it.</summary>
internal class MemoryRolloutStore(MemoryStorage storage) : IRolloutStore
{
    protected MemoryStorage Storage => storage;

    public virtual Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default)
    {
        lock (storage)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. Find(rolloutId)?.Lines ?? []]);
        }
    }

    public virtual Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage)
        {
            ThrowIfConflict(expectedVersion, GetVersion(rolloutId), lines);
            Append(rolloutId, lines, isCompleted);
        }

        return Task.CompletedTask;
    }

    public virtual Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default)
    {
        lock (storage)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. storage.Journals.Where(journal => IsUnfinished(journal.Value)).Select(journal => journal.Key)]);
        }
    }

    protected virtual string GetKey(string rolloutId) => rolloutId;

    protected virtual int GetVersion(string rolloutId) => Find(rolloutId)?.Lines.Count ?? 0;

    protected virtual bool IsUnfinished(MemoryJournal journal) => !journal.IsCompleted;

    protected virtual bool IsConflict(int expectedVersion, int version) => version != expectedVersion;

    protected virtual void ThrowIfConflict(int expectedVersion, int version, IReadOnlyList<string> lines)
    {
        if (IsConflict(expectedVersion, version))
        {
            throw new RolloutStoreConflictException($"The journal has {version} lines, not {expectedVersion}.");
        }
    }

    protected virtual void Append(string rolloutId, IReadOnlyList<string> lines, bool isCompleted)
    {
        MemoryJournal journal = Find(rolloutId) ?? (storage.Journals[GetKey(rolloutId)] = new MemoryJournal());
        journal.Lines.AddRange(lines);
        journal.IsCompleted = isCompleted;
    }

    protected MemoryJournal? Find(string rolloutId) => storage.Journals.GetValueOrDefault(GetKey(rolloutId));
}
