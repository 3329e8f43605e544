using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Determines from the app's list whether a create request whose response was lost created a deployment.</summary>
internal sealed class CreateReconciler(DeploymentsApi api, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan[] SingleCheck = [TimeSpan.Zero];

    /// <summary>The delay before each check: a new record may be listed late.</summary>
    private static readonly TimeSpan[] CheckDelays = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>Returns the deployment that a create request created, or <c>null</c> if the request created none.</summary>
    /// <param name="appId">The id of the app.</param>
    /// <param name="request">What was sent.</param>
    /// <param name="sentAt">When the first request whose response was lost was sent.</param>
    /// <param name="error">The error of the last request.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    /// <exception cref="DeploymentOutcomeUnknownException">A listed deployment may or may not be the one, or the last check failed.</exception>
    public Task<Deployment?> FindAsync(
        long appId, CreateDeploymentRequest request, ClockReading sentAt, SpiceApiException error, CancellationToken cancellationToken) =>
        FindAsync(appId, request, sentAt, error, CheckDelays, cancellationToken);

    /// <summary>Does the same with one check, for a create that was reconciled before and whose deployment may be listed by now.</summary>
    /// <inheritdoc cref="FindAsync(long, CreateDeploymentRequest, ClockReading, SpiceApiException, CancellationToken)"/>
    public Task<Deployment?> CheckOnceAsync(
        long appId, CreateDeploymentRequest request, ClockReading sentAt, SpiceApiException error, CancellationToken cancellationToken) =>
        FindAsync(appId, request, sentAt, error, SingleCheck, cancellationToken);

    private async Task<Deployment?> FindAsync(
        long appId, CreateDeploymentRequest request, ClockReading sentAt, SpiceApiException error, TimeSpan[] delays, CancellationToken cancellationToken)
    {
        DeploymentOutcomeUnknownException? unknown = null;
        foreach (TimeSpan delay in delays)
        {
            await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                Candidates candidates = await CheckAsync(appId, request, sentAt, cancellationToken).ConfigureAwait(false);
                if (candidates.Certain is { } own)
                {
                    CreateTelemetry.Found(logger, appId, own.Id);
                    return own;
                }

                unknown = candidates.All.Count is 0 ? null : CreateExceptions.Inconclusive(appId, error, candidates.All);
            }
            catch (SpiceApiException listError)
            {
                unknown = CreateExceptions.ListUnavailable(appId, error, listError);
            }
        }

        if (unknown is not null)
        {
            CreateTelemetry.Inconclusive(logger, appId, unknown);
            throw unknown;
        }

        CreateTelemetry.NotFound(logger, appId);
        return null;
    }

    private async Task<Candidates> CheckAsync(long appId, CreateDeploymentRequest request, ClockReading sentAt, CancellationToken cancellationToken)
    {
        ApiResponse<IReadOnlyList<Deployment>> list = await api.ListAsync(
            appId, ListDeploymentsOptions.MaxLimit, status: null, remainingTime: null, cancellationToken).ConfigureAwait(false);
        ServerSendTime? serverSentAt = list.ServerDate is { } serverDate ? ServerSendTime.Estimate(serverDate, list.ReceivedAt, sentAt, timeProvider) : null;
        return Candidates.Find(SupersededDetector.Apply(list.Value), request, serverSentAt);
    }

    /// <summary>The listed deployments that the request may have created.</summary>
    /// <param name="All">All of them.</param>
    /// <param name="Certain">The one that the request certainly created, or <c>null</c>.</param>
    private sealed record Candidates(IReadOnlyList<Deployment> All, Deployment? Certain)
    {
        /// <summary>One match is certain even if other deployments are inconclusive: the service would have changed the values of all.</summary>
        /// <param name="list">The app's deployments.</param>
        /// <param name="request">What was sent.</param>
        /// <param name="sentAt">When it was sent, or <c>null</c> if the server does not send its time.</param>
        public static Candidates Find(IEnumerable<Deployment> list, CreateDeploymentRequest request, ServerSendTime? sentAt)
        {
            ILookup<MatchResult, Deployment> results = list.Where(deployment => !IsOlder(deployment, sentAt)).ToLookup(deployment => DeploymentMatcher.Compare(deployment, request));
            Deployment[] matches = [.. results[MatchResult.Match]];
            bool isCertain = matches is [{ CreatedAt: not null }] && sentAt is { IsExact: true };
            return new Candidates([.. matches, .. results[MatchResult.Inconclusive]], isCertain ? matches[0] : null);
        }

        /// <summary>Whether the deployment is certainly older than the request.</summary>
        private static bool IsOlder(Deployment deployment, ServerSendTime? sentAt) => deployment.CreatedAt < sentAt?.Earliest;
    }
}
