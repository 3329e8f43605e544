using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Resumes the unfinished rollouts when the host starts, and stops their work in this process when the host stops.</summary>
internal sealed class RolloutHostedService(RolloutClient client, bool resumes, ILogger<RolloutClient> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await client.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!resumes)
        {
            return;
        }

        try
        {
            await client.ResumeUnfinishedAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            logger.ResumeFailed("*", exception); // The store is not available. The host runs, and a caller can resume each rollout.
        }
    }
}
