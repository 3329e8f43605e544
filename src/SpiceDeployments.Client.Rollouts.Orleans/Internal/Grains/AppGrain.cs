namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>Holds the turn in memory. Whether a rollout that does not release its turn still deploys the app is in the journal of that rollout.</summary>
[GrainType("spiceapp")]
internal sealed class AppGrain(TimeProvider timeProvider) : Grain, IAppGrain
{
    /// <summary>The time for which a turn is not doubted: a rollout that has just received it may not have stored its first step.</summary>
    private static readonly TimeSpan UndoubtedTime = TimeSpan.FromSeconds(30);

    private string? _holder;
    private long _enteredAt;

    public async Task<bool> TryEnterAsync(string rolloutId, string? organization, long appId)
    {
        if (_holder is { } holder && holder != rolloutId && (timeProvider.GetElapsedTime(_enteredAt) < UndoubtedTime || await IsDeployingAsync(holder, organization, appId)))
        {
            return false;
        }

        _holder = rolloutId;
        _enteredAt = timeProvider.GetTimestamp();
        return true;
    }

    public Task LeaveAsync(string rolloutId)
    {
        _holder = _holder == rolloutId ? null : _holder;
        return Task.CompletedTask;
    }

    private Task<bool> IsDeployingAsync(string rolloutId, string? organization, long appId) =>
        GrainFactory.GetGrain<IRolloutGrain>(rolloutId).IsDeployingAsync(organization, appId);
}
