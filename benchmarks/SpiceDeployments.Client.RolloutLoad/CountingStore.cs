using System.Text;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>A store for one rollout that counts the lines and does not keep them, because the disk would hold them. With a latency, an append takes that long.</summary>
internal sealed class CountingStore(TimeProvider clock, TimeSpan latency = default) : IRolloutStore
{
    private int _version;

    /// <summary>The number of lines about an app.</summary>
    public int TargetLines { get; private set; }

    /// <summary>The size of the first line, which contains the request, in bytes.</summary>
    public long RequestBytes { get; private set; }

    /// <summary>The size of all other lines, in bytes.</summary>
    public long Bytes { get; private set; }

    public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>(new string[_version]); // The rollout reads only lines that others have appended, and there are none.

    public Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
    {
        if (expectedVersion != _version)
        {
            throw new RolloutStoreConflictException($"The journal has {_version} lines, not {expectedVersion}.") { RolloutId = rolloutId };
        }

        foreach (string line in lines)
        {
            Count(line);
        }

        return latency == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(latency, clock, cancellationToken);
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<string>>([]);

    private void Count(string line)
    {
        int bytes = Encoding.UTF8.GetByteCount(line) + 1;
        if (_version++ is 0)
        {
            RequestBytes = bytes;
            return;
        }

        Bytes += bytes;
        TargetLines += line.Contains("\"target\":", StringComparison.Ordinal) ? 1 : 0;
    }
}
