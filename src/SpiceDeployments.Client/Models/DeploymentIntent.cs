using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>
/// A create that survives the death of the process: <see cref="IDeploymentsClient.PrepareAsync"/> returns the intent and creates nothing, the
/// program stores the intent, and any process may then create from it, any number of times. All of them together create one deployment.
/// </summary>
/// <remarks>
/// <para>
/// An intent can be stored as JSON by <c>System.Text.Json</c>, with or without reflection, and is equal to the original when it is read
/// again. An intent contains no secrets, but it contains the commit message.
/// </para>
/// <para>
/// Only the instance that <see cref="IDeploymentsClient.PrepareAsync"/> returned, or that was passed to <c>SaveIntent</c>, is sent at once, and only
/// for 30 seconds. A copy that was read from storage is resumed: the client first checks whether the intent has created a deployment.
/// </para>
/// </remarks>
public sealed record DeploymentIntent
{
    /// <summary>
    /// The key of the intent. Unless <see cref="DeploymentsClientOptions.MarkCreates"/> is <c>false</c>, the commit message of the create ends with
    /// this key as a Git trailer, <c>Deployment-Key: 3f9a…</c>, by which the deployment is recognized.
    /// </summary>
    [JsonPropertyName("key")]
    [JsonRequired]
    public Guid Key { get; init; }

    /// <summary>The id of the app.</summary>
    [JsonPropertyName("app_id")]
    [JsonRequired]
    public long AppId { get; init; }

    /// <summary>What to deploy, as it is sent: the commit message includes the key.</summary>
    [JsonPropertyName("request")]
    [JsonRequired]
    public CreateDeploymentRequest Request { get; init; } = new();

    /// <summary>When the intent was last prepared, by the service's clock, or by the local clock if the service did not send its time.</summary>
    [JsonPropertyName("prepared_at")]
    [JsonRequired]
    public DateTimeOffset PreparedAt { get; init; }

    /// <summary>
    /// Whether <see cref="PreparedAt"/> and <see cref="SettledAfter"/> are by the clock of the machine that prepared the intent, because the service did not
    /// send its time. Default <c>false</c>.
    /// </summary>
    [JsonPropertyName("is_prepared_by_local_clock")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPreparedByLocalClock { get; init; }

    /// <summary>The highest id of the app's deployments when the intent was last prepared, or <c>null</c> if the app had none.</summary>
    [JsonPropertyName("latest_deployment_id")]
    public long? LatestDeploymentId { get; init; }

    /// <summary>
    /// The time by the service's clock after which no request that was sent for the intent can still create a deployment, unless a proxy delivers
    /// the request later: <see cref="PreparedAt"/>, plus 30 seconds to send, plus <see cref="DeploymentsClientOptions.AttemptTimeout"/>, plus 15
    /// seconds for the deployment to be listed.
    /// </summary>
    [JsonPropertyName("settled_after")]
    [JsonRequired]
    public DateTimeOffset SettledAfter { get; init; }
}
