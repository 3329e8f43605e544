using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal;

/// <summary>The turns of the apps, from their grains.</summary>
internal sealed class AppTurns(IGrainFactory grains, ILogger<AppTurns> logger) : IAppTurns
{
    public async Task<bool> TryEnterAsync(string rolloutId, RolloutTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return await GetGrain(target).TryEnterAsync(rolloutId, target.Organization, target.AppId).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.TurnUnknown(target.AppId, rolloutId, exception);
            return false;
        }
    }

    public async Task LeaveAsync(string rolloutId, RolloutTarget target)
    {
        try
        {
            await GetGrain(target).LeaveAsync(rolloutId).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.TurnUnknown(target.AppId, rolloutId, exception); // The next rollout finds in the journal that the app is not deployed any more.
        }
    }

    private IAppGrain GetGrain(RolloutTarget target) => grains.GetGrain<IAppGrain>($"{target.Organization}/{target.AppId}");
}
