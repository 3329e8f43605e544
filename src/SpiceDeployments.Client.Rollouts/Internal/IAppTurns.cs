namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Gives an app to one rollout at a time, where rollouts run in several processes.</summary>
/// <remarks>A turn saves requests that the service would reject with 409. What is created depends on the journal and the intents alone.</remarks>
internal interface IAppTurns
{
    /// <summary>Returns whether the rollout has the turn of the app. If another rollout deploys the app, or the owner of the turn is unknown, returns <c>false</c>.</summary>
    Task<bool> TryEnterAsync(string rolloutId, RolloutTarget target, CancellationToken cancellationToken);

    /// <summary>Releases the turn. Throws no exception.</summary>
    Task LeaveAsync(string rolloutId, RolloutTarget target);
}
