using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

/// <summary>Stores records in memory, outside the silos, and compares ETags, as a database does.</summary>
internal sealed class SharedGrainStorage : IGrainStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Json, int Version)> _records = new(StringComparer.Ordinal);

    /// <summary>Called before a write takes effect, with the name of the record. What it throws is thrown by the write, and nothing is written.</summary>
    public Action<string>? BeforeWrite { get; set; }

    /// <summary>Called after a write has taken effect. What it throws is thrown by the write, as a lost response would be.</summary>
    public Action<string>? AfterWrite { get; set; }

    public ConcurrentQueue<(string Name, int Length)> Writes { get; } = [];

    /// <summary>The names of the records, in any order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
            {
                return [.. _records.Keys];
            }
        }
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_lock)
        {
            grainState.RecordExists = _records.TryGetValue(GetName(stateName, grainId), out (string Json, int Version) record);
            grainState.State = grainState.RecordExists ? JsonSerializer.Deserialize<T>(record.Json)! : Activator.CreateInstance<T>();
            grainState.ETag = grainState.RecordExists ? record.Version.ToString(CultureInfo.InvariantCulture) : null;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        string name = GetName(stateName, grainId);
        BeforeWrite?.Invoke(name);
        lock (_lock)
        {
            string? stored = _records.TryGetValue(name, out (string Json, int Version) record) ? record.Version.ToString(CultureInfo.InvariantCulture) : null;
            if (stored != grainState.ETag)
            {
                throw new InconsistentStateException($"Record {name} has ETag {stored}, not {grainState.ETag}.", stored, grainState.ETag);
            }

            _records[name] = (JsonSerializer.Serialize(grainState.State), record.Version + 1);
            Writes.Enqueue((name, _records[name].Json.Length));
            grainState.ETag = (record.Version + 1).ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }

        AfterWrite?.Invoke(name);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException("Journals are not deleted.");

    private static string GetName(string stateName, GrainId grainId) => $"{grainId}/{stateName}";
}
