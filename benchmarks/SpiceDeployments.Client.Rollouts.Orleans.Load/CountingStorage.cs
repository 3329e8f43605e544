using Orleans.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Load;

/// <summary>Counts the writes to a grain storage.</summary>
internal sealed class CountingStorage(IGrainStorage storage, Action onWrite) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        onWrite();
        return storage.WriteStateAsync(stateName, grainId, grainState);
    }
}
