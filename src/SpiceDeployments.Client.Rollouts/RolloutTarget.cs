using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Rollouts;

/// <summary>An app of a rollout: what to change, and what to deploy.</summary>
public sealed record RolloutTarget
{
    /// <summary>The id of the app, greater than 0.</summary>
    public required long AppId { get; init; }

    /// <summary>
    /// The organization of the app: the service key of the client, as in <c>AddKeyedSpiceDeploymentsClient</c>. Default <c>null</c>: the client that is
    /// registered without a key.
    /// </summary>
    public string? Organization { get; init; }

    /// <summary>The name of the app in reports. Nothing depends on it. Default <c>null</c>: the report shows the id.</summary>
    public string? Name { get; init; }

    /// <summary>What to deploy. Default: the app's own settings.</summary>
    public CreateDeploymentRequest Request { get; init; } = new();

    /// <summary>
    /// The values of the app to change before the deployment. The rollout stores the earlier values, which a rollback puts back. Default <c>null</c>: the app
    /// is not changed.
    /// </summary>
    public UpdateAppRequest? Update { get; init; }

    /// <summary>The name, or else the id.</summary>
    [JsonIgnore]
    public string DisplayName => string.IsNullOrWhiteSpace(Name) ? $"app {AppId}" : Name;
}
