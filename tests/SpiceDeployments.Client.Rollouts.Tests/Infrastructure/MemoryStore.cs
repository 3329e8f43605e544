namespace SpiceDeployments.Client.Rollouts.Tests.Infrastructure;

/// <summary>Stores journals in memory, with the compare-and-swap that <see cref="IRolloutStore"/> requires. Survives the clients of a test.</summary>
internal sealed class MemoryStore : IRolloutStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (List<string> Lines, bool IsCompleted)> _journals = new(StringComparer.Ordinal);

    /// <summary>Called before an append takes effect, with its lines. What it throws is thrown by the append, and nothing is appended.</summary>
    public Action<IReadOnlyList<string>>? BeforeAppend { get; set; }

    public IReadOnlyList<string> GetLines(string rolloutId)
    {
        lock (_lock)
        {
            return _journals.TryGetValue(rolloutId, out (List<string> Lines, bool IsCompleted) journal) ? [.. journal.Lines] : [];
        }
    }

    public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) => Task.FromResult(GetLines(rolloutId));

    public Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
    {
        BeforeAppend?.Invoke(lines);
        lock (_lock)
        {
            List<string> stored = _journals.TryGetValue(rolloutId, out (List<string> Lines, bool IsCompleted) journal) ? journal.Lines : [];
            if (stored.Count != expectedVersion)
            {
                throw new RolloutStoreConflictException($"The journal has {stored.Count} lines, not {expectedVersion}.");
            }

            stored.AddRange(lines);
            _journals[rolloutId] = (stored, isCompleted);
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
