namespace SpiceDeployments.Client.Rollouts;

/// <summary>What a rollout does after it has failed.</summary>
public enum RolloutFailureAction
{
    /// <summary>Nothing: the apps stay as they are. <see cref="IRolloutClient.RollBackAsync"/> can still put them back.</summary>
    Stop = 0,

    /// <summary>The rollout puts back every app that it has changed, and deploys it, newest first.</summary>
    RollBack,
}
