using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Finds out whether a create whose answer was lost has made a deployment, by looking for it in the app's list.</summary>
internal sealed class CreateReconciler(DeploymentsApi api, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan[] OneLook = [TimeSpan.Zero];

    /// <summary>A record may show late: one look at once, and one after each of these.</summary>
    private static readonly TimeSpan[] AllLooks = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>The deployment that the create made, or null when it made none.</summary>
    /// <exception cref="DeploymentOutcomeUnknownException">It cannot be told: a deployment may be it or not, or the last look failed.</exception>
    public Task<Deployment?> FindAsync(CreateOperation create, LocalTime since, SpiceApiException fault, CancellationToken cancellationToken) =>
        FindAsync(create, since, fault, AllLooks, cancellationToken);

    /// <summary>The same with one look, for a create that has been looked for before and whose record may show by now.</summary>
    public Task<Deployment?> FindAtOnceAsync(CreateOperation create, LocalTime since, SpiceApiException fault, CancellationToken cancellationToken) =>
        FindAsync(create, since, fault, OneLook, cancellationToken);

    private async Task<Deployment?> FindAsync(
        CreateOperation create, LocalTime since, SpiceApiException fault, TimeSpan[] looks, CancellationToken cancellationToken)
    {
        DeploymentOutcomeUnknownException? undecided = null;
        foreach (TimeSpan delay in looks)
        {
            await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                Candidates candidates = await LookAsync(create, since, cancellationToken).ConfigureAwait(false);
                if (candidates.Certain is { } own)
                {
                    CreateDecision.Found(logger, create.AppId, own.Id);
                    return own;
                }

                undecided = candidates.All.Count is 0 ? null : OutcomeUnknown.Undecided(create.AppId, fault, candidates.All);
            }
            catch (SpiceApiException lookFault)
            {
                undecided = OutcomeUnknown.ListUnavailable(create.AppId, fault, lookFault);
            }
        }

        if (undecided is not null)
        {
            CreateDecision.Undecided(logger, create.AppId, undecided);
            throw undecided;
        }

        CreateDecision.NotFound(logger, create.AppId);
        return null;
    }

    private async Task<Candidates> LookAsync(CreateOperation create, LocalTime since, CancellationToken cancellationToken)
    {
        var call = new ApiCall();
        IReadOnlyList<Deployment> list = await api.ListAsync(create.AppId, ListDeploymentsOptions.MaxLimit, status: null, call, cancellationToken).ConfigureAwait(false);
        return Candidates.In(list, create.Request, SendTime.Before(call, since, timeProvider));
    }
}
