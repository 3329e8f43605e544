namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>A store that can read the end of a journal without its beginning.</summary>
internal interface IPartialRolloutStore : IRolloutStore
{
    /// <summary>Returns the lines after a version at which an append has ended. Empty at the end of the journal.</summary>
    Task<IReadOnlyList<string>> LoadAfterAsync(string rolloutId, int version, CancellationToken cancellationToken);
}
