using System.Runtime.CompilerServices;
using System.Text.Json;
using Orleans.Storage;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.KillRunner;

/// <summary>Writes a line of the output for each event that is stored, before its effect. The silo can be held there: the kind of the event is a point.</summary>
internal sealed class PausingStorage(IGrainStorage storage) : IGrainStorage
{
    /// <summary>The number of lines that were read, by the state that holds them.</summary>
    private readonly ConditionalWeakTable<object, StrongBox<int>> _read = [];

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await storage.ReadStateAsync(stateName, grainId, grainState).ConfigureAwait(false);
        if (grainState.State is JournalSegment segment)
        {
            _read.AddOrUpdate(grainState, new StrongBox<int>(segment.Lines.Count));
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await storage.WriteStateAsync(stateName, grainId, grainState).ConfigureAwait(false);
        if (grainState.State is JournalSegment segment && _read.TryGetValue(grainState, out StrongBox<int>? read))
        {
            Announce([.. segment.Lines.Skip(read.Value).Select(GetKind)]);
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);

    private static void Announce(string[] kinds)
    {
        foreach (string kind in kinds)
        {
            Console.WriteLine($"stored {kind}");
            PausePoint.Reach(kind);
        }
    }

    private static string GetKind(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("kind", out JsonElement kind) ? kind.GetString() ?? "" : "";
    }
}
