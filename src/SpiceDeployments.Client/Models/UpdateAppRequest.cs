using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SpiceDeployments.Client;

/// <summary>
/// Which values of an app to change. Only the properties that are set are sent; the app keeps all others. A property that is set to <c>null</c> is sent as
/// <c>null</c>. This clears the image tag: <c>new UpdateAppRequest { ImageTag = null }</c>.
/// </summary>
/// <remarks>
/// <para>Source: the PUT request of the apps API of Spice.ai Cloud. For properties other than <see cref="ImageTag"/>, it is not documented what <c>null</c> does.</para>
/// <para>A request can be stored as JSON by <c>System.Text.Json</c>, with or without reflection. The JSON is what is sent.</para>
/// </remarks>
[JsonConverter(typeof(UpdateAppRequestConverter))]
public sealed record UpdateAppRequest
{
    private const int MinReplicas = 0;
    private const int MaxReplicas = 10;
    private const string ImageTagName = "image_tag";

    private readonly ImmutableSortedDictionary<string, JsonElement> _values = ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>Creates a request that changes nothing, to which properties are added.</summary>
    public UpdateAppRequest()
    {
    }

    /// <summary>Creates a request from what is sent.</summary>
    internal UpdateAppRequest(IEnumerable<JsonProperty> fields) =>
        _values = fields.ToImmutableSortedDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    private UpdateAppRequest(IEnumerable<KeyValuePair<string, JsonElement>> values) => _values = values.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The description. Not set by default.</summary>
    public string? Description
    {
        get => Get("description", AppJsonContext.Default.String);
        init => _values = Set("description", value, AppJsonContext.Default.String);
    }

    /// <summary>Who can see the app: <c>public</c> or <c>private</c>. Not set by default.</summary>
    public string? Visibility
    {
        get => Get("visibility", AppJsonContext.Default.String);
        init => _values = Set("visibility", value, AppJsonContext.Default.String);
    }

    /// <summary>All tags of the app. The service removes those that are not among them; to keep them, use <see cref="WithTags"/>. Not set by default.</summary>
    public IReadOnlyDictionary<string, string>? Tags
    {
        get => Get("tags", AppJsonContext.Default.IReadOnlyDictionaryStringString);
        init => _values = Set("tags", value, AppJsonContext.Default.IReadOnlyDictionaryStringString);
    }

    /// <summary>
    /// The spicepod: the text of a <c>spicepod.yaml</c>, or JSON. The spicepod of an app that is connected to GitHub cannot be changed, but equal content may
    /// be sent. Not set by default.
    /// </summary>
    public SpicepodContent? Spicepod
    {
        get => _values.TryGetValue("spicepod", out JsonElement stored) && stored.ValueKind is not JsonValueKind.Null ? SpicepodContent.FromJsonElement(stored) : null;
        init => _values = Set("spicepod", value?.Value, AppJsonContext.Default.NullableJsonElement);
    }

    /// <summary>The tag of the container image. <c>null</c>: the service selects one by <see cref="UpdateChannel"/> and <see cref="Version"/>. Not set by default.</summary>
    public string? ImageTag
    {
        get => Get(ImageTagName, AppJsonContext.Default.String);
        init => _values = Set(ImageTagName, value, AppJsonContext.Default.String);
    }

    /// <summary>The update channel, such as <c>stable</c>. Not set by default.</summary>
    public string? UpdateChannel
    {
        get => Get("update_channel", AppJsonContext.Default.String);
        init => _values = Set("update_channel", value, AppJsonContext.Default.String);
    }

    /// <summary>The versions of the runtime that may be selected, such as <c>2.x</c>. Not set by default.</summary>
    public string? Version
    {
        get => Get("version", AppJsonContext.Default.String);
        init => _values = Set("version", value, AppJsonContext.Default.String);
    }

    /// <summary>The number of replicas, 0 to 10; the plan may permit fewer. Not set by default.</summary>
    public int? Replicas
    {
        get => Get("replicas", AppJsonContext.Default.NullableInt32);
        init => _values = Set("replicas", value, AppJsonContext.Default.NullableInt32);
    }

    /// <summary>The resources of a replica. Not set by default.</summary>
    public AppResources? Resources
    {
        get => Get("resources", AppJsonContext.Default.AppResources);
        init => _values = Set("resources", value, AppJsonContext.Default.AppResources);
    }

    /// <summary>The executors of a distributed app. Not set by default.</summary>
    public AppExecutor? Executor
    {
        get => Get("executor", AppJsonContext.Default.AppExecutor);
        init => _values = Set("executor", value, AppJsonContext.Default.AppExecutor);
    }

    /// <summary>The size of the storage, in GB. Not set by default.</summary>
    public double? StorageSizeGb
    {
        get => Get("storage_size_gb", AppJsonContext.Default.NullableDouble);
        init => _values = Set("storage_size_gb", value, AppJsonContext.Default.NullableDouble);
    }

    /// <summary>The region, such as <c>us-east-1</c>. Not set by default.</summary>
    public string? Region
    {
        get => Get("region", AppJsonContext.Default.String);
        init => _values = Set("region", value, AppJsonContext.Default.String);
    }

    /// <summary>The name of the dedicated cluster to which the app moves. The endpoint of the app changes; deploy afterwards. Not set by default.</summary>
    public string? ClusterName
    {
        get => Get("cluster_name", AppJsonContext.Default.String);
        init => _values = Set("cluster_name", value, AppJsonContext.Default.String);
    }

    /// <summary>The Git branch that is deployed by default. Not set by default.</summary>
    public string? ProductionBranch
    {
        get => Get("production_branch", AppJsonContext.Default.String);
        init => _values = Set("production_branch", value, AppJsonContext.Default.String);
    }

    /// <summary>The names of the fields that are sent, as the API spells them.</summary>
    [JsonIgnore]
    public IEnumerable<string> FieldNames => _values.Keys;

    /// <summary>What is sent, by the field names of the API.</summary>
    internal IReadOnlyDictionary<string, JsonElement> Values => _values;

    /// <summary>Sets <see cref="Tags"/> to those of an app with changes. The service has no other way to change some of the tags.</summary>
    /// <remarks>
    /// If another program changes the tags between the read of the app and the update, its change is lost. If <see cref="Tags"/> is set already, the changes
    /// apply to these.
    /// </remarks>
    /// <param name="app">The app, read shortly before.</param>
    /// <param name="changes">The tags to add or replace. A tag whose value is <c>null</c> is removed.</param>
    /// <returns>A copy of the request.</returns>
    /// <exception cref="ArgumentNullException">An argument is <c>null</c>.</exception>
    /// <exception cref="ArgumentException">The service did not send the tags of the app, so that the update would remove them.</exception>
    public UpdateAppRequest WithTags(App app, IReadOnlyDictionary<string, string?> changes)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(changes);
        IReadOnlyDictionary<string, string> tags = Tags ?? app.Tags
            ?? throw new ArgumentException($"The service did not send the tags of {app}. Read the app with {nameof(IAppsClient.GetAppAsync)}.", nameof(app));
        var merged = tags.Where(tag => !changes.ContainsKey(tag.Key)).ToDictionary(StringComparer.Ordinal);
        foreach ((string key, string? value) in changes)
        {
            if (value is not null)
            {
                merged[key] = value;
            }
        }

        return this with { Tags = merged };
    }

    /// <summary>Returns the values that an app has of the properties that this request sets: the request that undoes this one, if the app is read before the update.</summary>
    /// <param name="app">The app with its configuration, as <see cref="IAppsClient.GetAppAsync"/> returns it.</param>
    /// <returns>
    /// The request. A property of which the app has no value is not set, because the service has no way to remove one, except for <see cref="ImageTag"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is <c>null</c>.</exception>
    /// <exception cref="ArgumentException">The service did not send the configuration of <paramref name="app"/>, as in a list.</exception>
    public UpdateAppRequest GetCurrentValues(App app)
    {
        ArgumentNullException.ThrowIfNull(app);
        AppConfig config = app.Config ?? throw new ArgumentException($"The service did not send the configuration of {app}. Read the app with {nameof(IAppsClient.GetAppAsync)}.", nameof(app));
        var all = new UpdateAppRequest
        {
            Description = app.Description,
            Visibility = app.Visibility,
            Tags = app.Tags,
            Spicepod = config.Spicepod,
            ImageTag = config.ImageTag,
            UpdateChannel = config.UpdateChannel,
            Version = config.Version,
            Replicas = config.Replicas,
            Resources = config.Resources,
            Executor = config.Executor,
            StorageSizeGb = config.StorageSizeGb,
            Region = app.Region,
            ClusterName = app.ClusterName,
            ProductionBranch = app.ProductionBranch,
        };
        return new UpdateAppRequest(all._values.Where(value => _values.ContainsKey(value.Key) && (value.Value.ValueKind is not JsonValueKind.Null || value.Key is ImageTagName)));
    }

    /// <inheritdoc/>
    public bool Equals(UpdateAppRequest? other) =>
        other is not null && _values.Count == other._values.Count && _values.All(value => other._values.TryGetValue(value.Key, out JsonElement sent) && JsonComparison.AreEqual(value.Value, sent));

    /// <inheritdoc/>
    public override int GetHashCode() => string.Join(' ', _values.Keys).GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the names of the fields that are sent, without their values.</summary>
    /// <returns>A text such as <c>UpdateAppRequest { spicepod, tags }</c>.</returns>
    public override string ToString() => $"{nameof(UpdateAppRequest)} {{ {string.Join(", ", _values.Keys)} }}";

    /// <summary>Checks the request. The client does the same before it sends anything.</summary>
    /// <param name="parameterName">The name of the parameter in the exception.</param>
    /// <exception cref="ArgumentException">A property is not valid. The message names the property.</exception>
    public void Validate(string parameterName)
    {
        if (_values.Count is 0)
        {
            throw new ArgumentException("The request sets no property, so that the update would change nothing.", parameterName);
        }

        if (Spicepod is { IsValid: false })
        {
            throw new ArgumentException($"{nameof(Spicepod)} must be text that is not blank, or a JSON object.", parameterName);
        }

        if (Replicas is < MinReplicas or > MaxReplicas)
        {
            throw new ArgumentOutOfRangeException(parameterName, Replicas, $"{nameof(Replicas)} must be from {MinReplicas} to {MaxReplicas}.");
        }
    }

    private T? Get<T>(string name, JsonTypeInfo<T> type) => _values.TryGetValue(name, out JsonElement value) ? value.Deserialize(type) : default;

    private ImmutableSortedDictionary<string, JsonElement> Set<T>(string name, T? value, JsonTypeInfo<T> type) => _values.SetItem(name, JsonSerializer.SerializeToElement(value!, type));
}
