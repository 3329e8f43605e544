using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>A store in an example: it keeps the journals in memory.</summary>
internal sealed class TableRolloutStore : IRolloutStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (IReadOnlyList<string> Lines, bool IsCompleted)> _journals = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_journals.GetValueOrDefault(rolloutId).Lines ?? []);
        }
    }

    public Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            IReadOnlyList<string> stored = _journals.GetValueOrDefault(rolloutId).Lines ?? [];
            if (stored.Count != expectedVersion)
            {
                throw new RolloutStoreConflictException($"The journal has {stored.Count} lines.");
            }

            _journals[rolloutId] = ([.. stored, .. lines], isCompleted);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. _journals.Where(journal => !journal.Value.IsCompleted).Select(journal => journal.Key)]);
        }
    }
}
