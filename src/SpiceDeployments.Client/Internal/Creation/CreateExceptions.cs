namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Creates the exceptions of creates that failed after an earlier request was indeterminate.</summary>
internal static class CreateExceptions
{
    private const int MaxNamedCandidates = 10;

    /// <summary>One or more listed deployments may be the one that the request created.</summary>
    public static DeploymentOutcomeUnknownException Inconclusive(Subject subject, SpiceApiException? error, IReadOnlyList<Deployment> candidates)
    {
        string ids = string.Join(", ", candidates.Take(MaxNamedCandidates).Select(candidate => candidate.Id));
        ids += candidates.Count > MaxNamedCandidates ? $" and {candidates.Count - MaxNamedCandidates} more" : "";
        return Unknown(subject, error, $"The request may have created one of these deployments: {ids}.", candidates);
    }

    public static DeploymentOutcomeUnknownException ListUnavailable(Subject subject, SpiceApiException? error, SpiceApiException listError) =>
        Unknown(subject, error, $"The deployment list is unavailable. {listError.Message}", [], error is null || listError is SpiceAuthenticationException ? listError : error);

    /// <summary>No listed deployment matches, but some records cannot be compared.</summary>
    public static DeploymentOutcomeUnknownException UnreadableRecords(Subject subject, SpiceApiException? error) =>
        Unknown(subject, error, "The deployment list contains records that cannot be read.", []);

    public static DeploymentOutcomeUnknownException AcceptedAndNotListed(Subject subject, SpiceApiException error) =>
        Unknown(subject, error, $"The service {(error.StatusCode is null ? "may have accepted" : "accepted")} the request, but the deployment is not listed yet.", []);

    /// <summary>A later request was rejected because of an active deployment that is not listed and may be the one that an earlier request created.</summary>
    public static DeploymentOutcomeUnknownException HiddenByConflict(Subject subject, SpiceApiException error) =>
        Unknown(subject, error, "A later request was rejected because of an active deployment that is not listed yet and may be the one that this create started.", []);

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
    public static OperationCanceledException Canceled(Subject subject, OperationCanceledException exception, CancellationToken cancellationToken) =>
        new($"The {subject} was canceled. Whether it created a deployment is unknown. {subject.Advice}", exception, cancellationToken);

    private static DeploymentOutcomeUnknownException Unknown(Subject subject, SpiceApiException? error, string known, IReadOnlyList<Deployment> candidates, SpiceApiException? cause = null)
    {
        string advice = candidates.Count is 0 ? subject.Advice : Subject.ListAdvice;
        return new($"Could not determine whether the {subject} created a deployment. {known} {advice} {error?.Message}".TrimEnd(), cause ?? error)
        {
            AppId = subject.AppId,
            Candidates = candidates,
        };
    }

    /// <summary>The create that an exception describes.</summary>
    /// <param name="AppId">The id of the app.</param>
    /// <param name="IntentKey">The key of the intent, or <c>null</c> if the create has none.</param>
    public readonly record struct Subject(long AppId, Guid? IntentKey = null)
    {
        public const string ListAdvice = "List the app's deployments before you create again.";

        public string Advice => IntentKey is null ? ListAdvice : "Create from the stored intent again.";

        public static Subject Of(DeploymentIntent intent) => new(intent.AppId, intent.Key);

        public override string ToString() => IntentKey is null ? $"create for app {AppId}" : $"create of intent {IntentKey} for app {AppId}";
    }
}
