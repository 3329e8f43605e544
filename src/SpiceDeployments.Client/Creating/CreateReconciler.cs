using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Diagnostics;
using SpiceDeployments.Client.Http;
using SpiceDeployments.Client.Wire;

namespace SpiceDeployments.Client.Creating;

/// <summary>Finds out whether a create whose answer was lost has made a deployment, by looking for it in the app's list.</summary>
internal sealed class CreateReconciler(DeploymentsApi api, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>A record may show late: one look at once, and one after each of these.</summary>
    private static readonly TimeSpan[] Delays = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>The deployment that the create made, or null when it made none.</summary>
    /// <param name="create">The create; it has been sent, and its end is not known.</param>
    /// <param name="since">When it was sent, as a timestamp of the clock.</param>
    /// <param name="fault">What became of it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="DeploymentOutcomeUnknownException">It cannot be told: several deployments may be it, or the last look failed.</exception>
    public async Task<Deployment?> FindAsync(CreateOperation create, long since, SpiceApiException fault, CancellationToken cancellationToken)
    {
        SpiceApiException? lookFault = null;
        foreach (TimeSpan delay in Delays)
        {
            await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                if (await LookAsync(create, since, fault, cancellationToken).ConfigureAwait(false) is { } found)
                {
                    CreateDecision.Found(logger, create.AppId, found.Id);
                    return found;
                }

                lookFault = null;
            }
            catch (SpiceApiException exception)
            {
                lookFault = exception;
            }
        }

        if (lookFault is not null)
        {
            throw OutcomeUnknown.ListUnavailable(create.AppId, fault, lookFault);
        }

        CreateDecision.NotFound(logger, create.AppId);
        return null;
    }

    private async Task<Deployment?> LookAsync(CreateOperation create, long since, SpiceApiException fault, CancellationToken cancellationToken)
    {
        var call = new ApiCall();
        var list = await api.ListAsync(create.AppId, DeploymentQuery.MaxLimit, status: null, call, cancellationToken).ConfigureAwait(false);
        DateTimeOffset? sentAt = ServerTimeOf(since, call);
        Deployment[] candidates =
            [.. list.Where(deployment => DeploymentMatch.IsFrom(deployment, create.Request) && !IsOlder(deployment, sentAt))];
        return candidates switch
        {
            [] => null,
            [var only] when sentAt is not null && only.CreatedAt != default => only,
            _ => throw OutcomeUnknown.Undecided(create.AppId, fault, candidates),
        };
    }

    /// <summary>Whether the deployment is certainly from before the create.</summary>
    private static bool IsOlder(Deployment deployment, DateTimeOffset? sentAt) =>
        deployment.CreatedAt != default && deployment.CreatedAt < sentAt;

    /// <summary>
    /// The server's time when the create was sent, at the latest bound that is safe: its clock in this answer less the time since. The
    /// service's times count whole seconds, so the bound does too.
    /// </summary>
    private DateTimeOffset? ServerTimeOf(long since, ApiCall call)
    {
        if (call.ServerDate is not { } now)
        {
            return null;
        }

        DateTimeOffset sentAt = now - timeProvider.GetElapsedTime(since);
        return sentAt.AddTicks(-(sentAt.Ticks % TimeSpan.TicksPerSecond));
    }
}
