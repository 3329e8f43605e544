using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>Holds the turn in memory. Whether a rollout that does not release its turn still deploys the app is in the journal of that rollout.</summary>
[GrainType("spiceapp")]
internal sealed class AppGrain(TimeProvider timeProvider, IGrainFactory grains, GrainRolloutStore store) : Grain, IAppGrain
{
    /// <summary>The time for which a turn is not doubted: a rollout that has just received it may not have stored its first step.</summary>
    private static readonly TimeSpan UndoubtedTime = TimeSpan.FromSeconds(30);

    /// <summary>The rollouts that may deploy the app: the one that has the turn, or each unfinished one, because an earlier activation may have given the turn to any of them.</summary>
    private IReadOnlyList<string> _holders = [];
    private long? _enteredAt;

    private bool IsUndoubted => _enteredAt is { } enteredAt && timeProvider.GetElapsedTime(enteredAt) < UndoubtedTime;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _holders = await store.ListPossiblyUnfinishedAsync(cancellationToken);

    public async Task<bool> TryEnterAsync(string rolloutId, string? organization, long appId)
    {
        if (!IsUndoubted)
        {
            bool[] hold = await Task.WhenAll(_holders.Select(holder => holder == rolloutId ? Task.FromResult(true) : grains.GetGrain<IRolloutGrain>(holder).IsDeployingAsync(organization, appId)));
            _holders = [.. _holders.Where((_, index) => hold[index])];
        }

        if (_holders.Any(holder => holder != rolloutId))
        {
            return false;
        }

        _holders = [rolloutId];
        _enteredAt = timeProvider.GetTimestamp();
        return true;
    }

    public Task LeaveAsync(string rolloutId)
    {
        _holders = [.. _holders.Where(holder => holder != rolloutId)];
        return Task.CompletedTask;
    }
}
