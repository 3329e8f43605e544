using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>What all rollouts of a <see cref="RolloutClient"/> share.</summary>
/// <param name="Store">The store of the journals.</param>
/// <param name="GetClients">Returns the clients of an organization.</param>
/// <param name="FindGate">Returns the gate with a name, or <c>null</c> if there is none.</param>
/// <param name="TimeProvider">The clock of every delay and timeout.</param>
/// <param name="Logger">The logger.</param>
/// <param name="Turns">Gives an app to one rollout at a time, or <c>null</c> if all rollouts run in this process.</param>
/// <param name="Stopping">Canceled when the <see cref="RolloutClient"/> is disposed.</param>
internal sealed record RolloutContext(
    IRolloutStore Store,
    Func<string?, SpiceClients> GetClients,
    Func<string, IRolloutGate?> FindGate,
    TimeProvider TimeProvider,
    ILogger Logger,
    IAppTurns? Turns,
    CancellationToken Stopping)
{
    /// <summary>Returns the lines of a journal after a version that has been read.</summary>
    public async Task<IReadOnlyList<string>> LoadAfterAsync(string rolloutId, int version) => Store is IPartialRolloutStore partial
        ? await partial.LoadAfterAsync(rolloutId, version, Stopping).ConfigureAwait(false)
        : [.. (await Store.LoadAsync(rolloutId, Stopping).ConfigureAwait(false)).Skip(version)];
}
