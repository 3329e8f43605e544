namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>What to do about an error of the API, for the message of the exception.</summary>
/// <remarks>Source: the errors of the deployments API and of the apps API. The codes are those of newer servers; older servers send the texts only.</remarks>
internal static class ErrorAdvice
{
    private const string ChooseCluster = "Set UpdateAppRequest.ClusterName to a cluster of the organization.";

    private static readonly (string Code, string Advice)[] ByCode =
    [
        ("spicepod_paused", "Resume the app with IAppsClient.ResumeAppAsync, which starts a deployment."),
        ("github_connected", "The spicepod of this app comes from its GitHub repository: commit the change there and deploy, or disconnect the repository in the portal."),
        ("plan_limit", "Set fewer replicas or smaller resources, or change the plan of the organization."),
        ("image_tag_requires_enterprise", "Omit ImageTag, or clear that of the app: UpdateAppAsync(appId, new UpdateAppRequest { ImageTag = null })."),
        ("invalid_stable_image_tag", "Set an image tag that is published for the channel, or clear that of the app: UpdateAppAsync(appId, new UpdateAppRequest { ImageTag = null })."),
        ("org_forbidden", "Check the organization (DeploymentsClientOptions.Organization): the user does not belong to it."),
        ("org_assertion_mismatch", "Check the organization (DeploymentsClientOptions.Organization): the OAuth client belongs to another one."),
        ("invalid_org_assertion", "Check the organization (DeploymentsClientOptions.Organization): it may contain letters, digits, '.', '-' and '_'."),
    ];

    private static readonly (string Text, string Advice)[] ByText =
    [
        ("has no spicepod", "Set one with IAppsClient.UpdateAppAsync: new UpdateAppRequest { Spicepod = text }."),
        ("invalid spicepod", "Correct the spicepod and set it with IAppsClient.UpdateAppAsync: new UpdateAppRequest { Spicepod = text }."),
        ("is not a deployable cluster", ChooseCluster),
        ("cluster '", ChooseCluster), // Not found.
        ("does not match cluster region", "Set only one of UpdateAppRequest.Region and ClusterName."),
        ("region is required", "Set UpdateAppRequest.Region."),
    ];

    /// <summary>Returns the advice, or <c>null</c> if there is none.</summary>
    public static string? Find(ErrorBody error) =>
        Array.Find(ByCode, entry => entry.Code.Equals(error.Code, StringComparison.OrdinalIgnoreCase)).Advice
        ?? Array.Find(ByText, entry => error.Message?.Contains(entry.Text, StringComparison.OrdinalIgnoreCase) ?? false).Advice;
}
