using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Resumes the unfinished rollouts when the host starts, and stops their work in this process when the host stops.</summary>
internal sealed class RolloutHostedService(RolloutClient client, bool resumes, TimeProvider timeProvider, ILogger<RolloutClient> logger) : BackgroundService
{
    /// <summary>The delay before rollouts that the process before has not released yet are tried again.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

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

        IReadOnlyList<string>? rolloutIds = null;
        while (true)
        {
            rolloutIds = await TryResumeAsync(rolloutIds, stoppingToken).ConfigureAwait(false);
            if (rolloutIds is [])
            {
                return;
            }

            await Task.Delay(RetryDelay, timeProvider, stoppingToken).ConfigureAwait(false);
        }
    }

    /// <summary>Resumes the given rollouts, or all if <c>null</c>. Returns those to try again, or <c>null</c> if the store is not available.</summary>
    private async Task<IReadOnlyList<string>?> TryResumeAsync(IReadOnlyList<string>? rolloutIds, CancellationToken cancellationToken)
    {
        try
        {
            rolloutIds ??= await client.ListUnfinishedAsync(cancellationToken).ConfigureAwait(false);
            return await client.TryResumeAsync(rolloutIds, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ResumeFailed("*", exception);
            return rolloutIds;
        }
    }
}
