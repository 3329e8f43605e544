using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal;

/// <summary>Continues the unfinished rollouts when a silo starts, as after a stop of the whole cluster, instead of at their next reminders.</summary>
internal sealed class UnfinishedRollouts(GrainRolloutStore store, IGrainFactory grains, ILogger<UnfinishedRollouts> logger) : IStartupTask
{
    public Task Execute(CancellationToken cancellationToken)
    {
        _ = Task.Run(() => ContinueAsync(cancellationToken), CancellationToken.None); // A storage that is not available does not keep the silo from its start.
        return Task.CompletedTask;
    }

    private async Task ContinueAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<string> rolloutIds = await store.ListUnfinishedAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(rolloutIds.Select(id => grains.GetGrain<IRolloutGrain>(id).ContinueAsync())).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.UnfinishedUnknown(exception);
        }
    }
}
