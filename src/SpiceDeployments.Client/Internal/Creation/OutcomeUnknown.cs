namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>The exceptions for creates whose outcome cannot be told.</summary>
internal static class OutcomeUnknown
{
    private const string WhatToDo = "List the app's deployments before creating again.";

    public static DeploymentOutcomeUnknownException Undecided(long appId, SpiceApiException fault, IReadOnlyList<Deployment> candidates)
    {
        string ids = string.Join(", ", candidates.Select(candidate => candidate.Id));
        return Create(appId, fault, $"A deployment that may be its own exists ({ids}), but it cannot be told apart from others.", candidates);
    }

    public static DeploymentOutcomeUnknownException ListUnavailable(long appId, SpiceApiException fault, SpiceApiException lookFault) =>
        Create(appId, fault, $"There may be a new deployment or none: looking for it failed. {lookFault.Message}", []);

    public static DeploymentOutcomeUnknownException AcceptedAndNotFound(long appId, SpiceApiException fault) =>
        Create(appId, fault, "The service accepted it, so a deployment exists or will, but it does not show in the list yet.", []);

    public static DeploymentOutcomeUnknownException BehindConflict(long appId, SpiceApiException fault) =>
        Create(appId, fault, "It was sent again, and refused because of a deployment that does not show in the list yet: that may be its own.", []);

    private static DeploymentOutcomeUnknownException Create(long appId, SpiceApiException fault, string certainty, IReadOnlyList<Deployment> candidates) =>
        new($"The outcome of the create for app {appId} is unknown. {certainty} {WhatToDo} {fault.Message}", fault) { Candidates = candidates };
}
