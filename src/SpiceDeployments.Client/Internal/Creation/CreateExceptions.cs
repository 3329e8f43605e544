namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Creates the exceptions of creates that failed after an earlier request was indeterminate.</summary>
internal static class CreateExceptions
{
    private const int MaxNamedCandidates = 10;

    private const string Advice = "List the app's deployments before you create again.";

    /// <summary>One or more listed deployments may be the one that the request created.</summary>
    public static DeploymentOutcomeUnknownException Inconclusive(long appId, SpiceApiException? error, IReadOnlyList<Deployment> candidates)
    {
        string ids = string.Join(", ", candidates.Take(MaxNamedCandidates).Select(candidate => candidate.Id));
        ids += candidates.Count > MaxNamedCandidates ? $" and {candidates.Count - MaxNamedCandidates} more" : "";
        return Unknown(appId, error, $"The request may have created one of these deployments: {ids}.", candidates);
    }

    public static DeploymentOutcomeUnknownException ListUnavailable(long appId, SpiceApiException? error, SpiceApiException listError) =>
        Unknown(appId, error, $"The deployment list is unavailable. {listError.Message}", []);

    /// <summary>No listed deployment matches, but some records cannot be compared.</summary>
    public static DeploymentOutcomeUnknownException UnreadableRecords(long appId, SpiceApiException? error) =>
        Unknown(appId, error, "The deployment list contains records that cannot be read.", []);

    public static DeploymentOutcomeUnknownException AcceptedAndNotListed(long appId, SpiceApiException error) =>
        Unknown(appId, error, $"The service {(error.StatusCode is null ? "may have accepted" : "accepted")} the request, but the deployment is not listed yet.", []);

    /// <summary>A later request was rejected because of an active deployment that is not listed and may be the one that an earlier request created.</summary>
    public static DeploymentOutcomeUnknownException HiddenByConflict(long appId, SpiceApiException error) =>
        Unknown(appId, error, "A later request was rejected because of an active deployment that is not listed yet and may be the one that this create started.", []);

    /// <summary>Adds to the last error of a create that earlier requests were indeterminate, and that no matching deployment is listed.</summary>
    public static SpiceApiException WithAttemptSummary(SpiceApiException error, int indeterminateCount)
    {
        string times = indeterminateCount is 1 ? "once" : $"{indeterminateCount} times";
        return error.With($"{error.Message} The create request was sent {times} without a conclusive response; no matching deployment is listed.");
    }

    /// <summary>A create of an intent would have to be sent after its window, and the intent cannot be stored again.</summary>
    public static DeploymentIntentExpiredException IntentExpired(DeploymentIntent intent, SpiceApiException? error)
    {
        string message = $"The create of intent {intent.Key} for app {intent.AppId} was not sent, because the intent was prepared too long ago. Nothing was created. "
            + $"Prepare a new intent and store it, or set {nameof(CreateDeploymentOptions.SaveIntent)}. {error?.Message}";
        return new DeploymentIntentExpiredException(message.TrimEnd(), error) { AppId = intent.AppId };
    }

    /// <summary>The caller canceled the create while its outcome was unknown.</summary>
    public static OperationCanceledException Canceled(long appId, OperationCanceledException exception, CancellationToken cancellationToken) =>
        new($"The create for app {appId} was canceled. Whether it created a deployment is unknown. {Advice}", exception, cancellationToken);

    /// <summary>The caller canceled the create of an intent while its outcome was unknown.</summary>
    public static OperationCanceledException Canceled(DeploymentIntent intent, OperationCanceledException exception, CancellationToken cancellationToken) =>
        new(
            $"The create of intent {intent.Key} for app {intent.AppId} was canceled. Whether it created a deployment is unknown. Create from the stored intent again.",
            exception,
            cancellationToken);

    private static DeploymentOutcomeUnknownException Unknown(long appId, SpiceApiException? error, string known, IReadOnlyList<Deployment> candidates) =>
        new($"Could not determine whether the create request for app {appId} created a deployment. {known} {Advice} {error?.Message}".TrimEnd(), error)
        {
            AppId = appId,
            Candidates = candidates,
        };
}
