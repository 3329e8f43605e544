using Orleans.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

/// <summary>A record of the grain storage, as it was read. A write succeeds only if nobody has written the record since.</summary>
internal sealed class GrainRecord<T>(IGrainStorage storage, string name, GrainId grainId)
    where T : class, new()
{
    private readonly GrainState<T> _state = new(new T());

    public T Value => _state.State!;

    public async Task<GrainRecord<T>> ReadAsync(CancellationToken cancellationToken)
    {
        await storage.ReadStateAsync(name, grainId, _state, cancellationToken).ConfigureAwait(false);
        _state.State ??= new T();
        return this;
    }

    /// <summary>Returns <c>false</c> if somebody has written the record since.</summary>
    public async Task<bool> TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.WriteStateAsync(name, grainId, _state, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
