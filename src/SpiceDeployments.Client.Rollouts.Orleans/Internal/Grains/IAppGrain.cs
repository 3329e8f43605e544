using Orleans.Concurrency;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>An app, whose key is that of <see cref="AppTurns"/>. Gives the app to one rollout at a time.</summary>
[Alias("SpiceDeployments.IAppGrain")]
internal interface IAppGrain : IGrainWithStringKey
{
    /// <summary>Returns whether the rollout has the turn.</summary>
    [Alias("TryEnter")]
    Task<bool> TryEnterAsync(string rolloutId, string? organization, long appId);

    /// <summary>Releases the turn, if the rollout has it.</summary>
    [OneWay]
    [Alias("Leave")]
    Task LeaveAsync(string rolloutId);
}
