using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Determines from the app's list whether a create request whose response was lost created a deployment.</summary>
internal sealed class CreateReconciler(DeploymentsApi api, ServerClocks clocks, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan[] SingleCheck = [TimeSpan.Zero];

    /// <summary>Returns the deployment that a create request created, or <c>null</c> if the request created none.</summary>
    /// <param name="create">The create.</param>
    /// <param name="error">The error of the last request.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    /// <exception cref="DeploymentOutcomeUnknownException">A listed deployment may or may not be the one, or the last check failed.</exception>
    public Task<CreatedDeployment?> FindAsync(IndeterminateCreate create, SpiceApiException error, CancellationToken cancellationToken) =>
        FindAsync(create, error, Resending.CheckDelays, cancellationToken);

    /// <summary>Does the same with one check, for a create that was reconciled before and whose deployment may be listed by now.</summary>
    /// <inheritdoc cref="FindAsync(IndeterminateCreate, SpiceApiException, CancellationToken)"/>
    public Task<CreatedDeployment?> CheckOnceAsync(IndeterminateCreate create, SpiceApiException error, CancellationToken cancellationToken) =>
        FindAsync(create, error, SingleCheck, cancellationToken);

    private async Task<CreatedDeployment?> FindAsync(IndeterminateCreate create, SpiceApiException error, IReadOnlyList<TimeSpan> delays, CancellationToken cancellationToken)
    {
        var subject = new CreateExceptions.Subject(create.AppId);
        DeploymentOutcomeUnknownException? unknown = null;
        foreach (TimeSpan delay in delays)
        {
            await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                Candidates candidates = await CheckAsync(create, cancellationToken).ConfigureAwait(false);
                if (candidates.Certain is { } own)
                {
                    CreateTelemetry.Found(logger, create.AppId, own.Id);
                    return new CreatedDeployment(own, candidates.RetryAfter);
                }

                unknown = candidates switch
                {
                    { All.Count: > 0 } => CreateExceptions.Inconclusive(subject, error, candidates.All),
                    { IsComplete: false } => CreateExceptions.UnreadableRecords(subject, error),
                    _ => null,
                };
            }
            catch (SpiceApiException listError)
            {
                unknown = CreateExceptions.ListUnavailable(subject, error, listError);
            }
        }

        if (unknown is not null)
        {
            CreateTelemetry.Inconclusive(logger, create.AppId, unknown);
            throw unknown;
        }

        CreateTelemetry.NotFound(logger, create.AppId);
        return null;
    }

    private async Task<Candidates> CheckAsync(IndeterminateCreate create, CancellationToken cancellationToken)
    {
        ApiResponse<IReadOnlyList<Deployment>> list = await api.ListAsync(
            create.AppId, ListDeploymentsOptions.MaxLimit, status: null, remainingTime: null, cancellationToken).ConfigureAwait(false);
        ServerSendTime? serverSentAt = list.ServerDate is { } serverDate ? ServerSendTime.Estimate(serverDate, list.ReceivedAt, create.SentAt, timeProvider) : null;
        return Candidates.Find(SupersededDetector.Apply(list.Value), create, serverSentAt, clocks.Difference) with
        {
            IsComplete = list.UnreadableCount is 0,
            RetryAfter = list.RetryAfter,
        };
    }

    /// <summary>The listed deployments that the request may have created.</summary>
    /// <param name="All">All of them.</param>
    /// <param name="Certain">The one that the request certainly created, or <c>null</c>.</param>
    private sealed record Candidates(IReadOnlyList<Deployment> All, Deployment? Certain)
    {
        /// <summary>Whether every record of the list could be read.</summary>
        public bool IsComplete { get; init; } = true;

        /// <summary>How much the clock that sets <c>created_at</c> may differ from the one that sets <c>Date</c>.</summary>
        private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(1);

        /// <summary>The delay before the next request that the service asked for, or <c>null</c> if none was sent.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>One match is certain even if other deployments are inconclusive: the service would have changed the values of all.</summary>
        /// <param name="list">The app's deployments.</param>
        /// <param name="create">What was sent.</param>
        /// <param name="sentAt">When it was sent, by the server's clock, or <c>null</c> if the server does not send its time.</param>
        /// <param name="clockDifference">How far the clock that sets <c>created_at</c> is known to be ahead of the one that sets <c>Date</c>.</param>
        public static Candidates Find(IEnumerable<Deployment> list, IndeterminateCreate create, ServerSendTime? sentAt, TimeSpan clockDifference)
        {
            ILookup<MatchResult, Deployment> results = list
                .Where(deployment => deployment.Id != create.EarlierDeploymentId && !IsOlder(deployment, sentAt, clockDifference))
                .ToLookup(deployment => DeploymentMatcher.Compare(deployment, create.Request));
            Deployment[] matches = [.. results[MatchResult.Match]];
            bool isCertain = matches is [{ CreatedAt: { } createdAt }] && sentAt is { IsExact: true, Earliest: var earliest } && createdAt - earliest >= clockDifference;
            return new Candidates([.. matches, .. results[MatchResult.Inconclusive]], isCertain ? matches[0] : null);
        }

        /// <summary>Whether the deployment is certainly older than the request.</summary>
        private static bool IsOlder(Deployment deployment, ServerSendTime? sentAt, TimeSpan clockDifference) =>
            deployment.CreatedAt - sentAt?.Earliest < clockDifference - MaxClockDifference;
    }
}
