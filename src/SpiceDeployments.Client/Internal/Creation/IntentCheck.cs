using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>An app's list, which shows whether an intent has created a deployment.</summary>
/// <param name="List">The app's deployments, newest first.</param>
/// <param name="IsComplete">Whether every record of the list could be read.</param>
/// <param name="ServerDate">The time of the server's clock, or <c>null</c> if not sent.</param>
/// <param name="Duration">How long the request took. The list may be that much older than <paramref name="ServerDate"/>.</param>
/// <param name="Window">When the intent may be sent if it is prepared again from this list.</param>
internal sealed record IntentCheck(IReadOnlyList<Deployment> List, bool IsComplete, DateTimeOffset? ServerDate, TimeSpan Duration, SendWindow Window)
{
    /// <summary>Returns the newest deployment with the key of the intent, or <c>null</c>.</summary>
    public Deployment? FindMarked(DeploymentIntent intent) => GetMarked(intent).FirstOrDefault();

    /// <summary>Reports the other deployments with the key. There are none unless a request reached the service after the intent had settled.</summary>
    public void ReportDuplicates(DeploymentIntent intent, Deployment own, ILogger logger) => ReportDuplicates(intent, own, own, logger);

    /// <summary>Does the same. The deployment that this call created may not be listed yet.</summary>
    public void ReportDuplicates(DeploymentIntent intent, Deployment own, Deployment created, ILogger logger)
    {
        foreach (long duplicateId in GetMarked(intent).Select(deployment => deployment.Id).Append(created.Id).Distinct().Where(id => id != own.Id))
        {
            CreateTelemetry.Duplicate(logger, intent.AppId, own.Id, duplicateId);
        }
    }

    /// <summary>
    /// Returns the deployment of the intent: the one with its key or, if the service does not return the key, the only one since the preparation
    /// that has the values of the request. Returns <c>null</c> if there is none.
    /// </summary>
    /// <param name="intent">The intent, whose requests have settled.</param>
    /// <param name="error">The error of the last request, or <c>null</c> if an earlier process sent it.</param>
    /// <exception cref="DeploymentOutcomeUnknownException">Several deployments may be the one, or one may be, or a record cannot be read.</exception>
    public Deployment? FindOwn(DeploymentIntent intent, SpiceApiException? error)
    {
        if (FindMarked(intent) is { } marked)
        {
            return marked;
        }

        ILookup<MatchResult, Deployment> results = List.Where(deployment => IsCandidate(deployment, intent)).ToLookup(deployment => Compare(deployment, intent));
        Deployment[] matches = [.. results[MatchResult.Match]];
        Deployment[] candidates = [.. matches, .. results[MatchResult.Inconclusive]];
        return (matches, candidates) switch
        {
            ([var own], _) => own,
            (_, []) when IsComplete => null,
            (_, []) => throw CreateExceptions.UnreadableRecords(CreateExceptions.Subject.Of(intent), error),
            _ => throw CreateExceptions.Inconclusive(CreateExceptions.Subject.Of(intent), error, candidates),
        };
    }

    private IEnumerable<Deployment> GetMarked(DeploymentIntent intent) => List.Where(deployment => IntentMarker.IsMarked(deployment, intent.Key));

    /// <summary>Ids are taken to grow. Where they do not, the time of creation shows whether the deployment is newer than the preparation.</summary>
    private static bool IsCandidate(Deployment deployment, DeploymentIntent intent) =>
        !IntentMarker.IsMarkedByAnother(deployment, intent.Key)
        && (intent.LatestDeploymentId is null || deployment.Id > intent.LatestDeploymentId || deployment.CreatedAt >= intent.PreparedAt)
        && deployment.Id != intent.LatestDeploymentId;

    /// <summary>A service that does not return the key has replaced the message, which then proves nothing.</summary>
    private static MatchResult Compare(Deployment deployment, DeploymentIntent intent) =>
        DeploymentMatcher.Compare(deployment, IntentMarker.HasMarker(intent) ? intent.Request with { CommitMessage = null } : intent.Request);
}
