using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>An app ("spicepod") of Spice.ai Cloud, as the service returned it at one moment.</summary>
/// <remarks>
/// <para>Source: the app object of the Spice.ai Cloud API. Only <see cref="Id"/> is always sent; a list omits <see cref="Config"/>.</para>
/// <para>The API key of the app, which some servers send, is a secret and is not read.</para>
/// </remarks>
public sealed class App
{
    /// <summary>The id of the app.</summary>
    [JsonRequired]
    public long Id { get; init; }

    /// <summary>The name, unique in the organization without regard to case. Empty if not sent.</summary>
    public string Name
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>The description, or <c>null</c> if there is none.</summary>
    public string? Description { get; init; }

    /// <summary>Who can see the app: <c>public</c> or <c>private</c>. <c>null</c> if not sent.</summary>
    public string? Visibility { get; init; }

    /// <summary>When the app was created, by the service's clock, or <c>null</c> if no readable time was sent.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The region, such as <c>us-east-1</c>, or <c>null</c> if the app has none yet. Read from the app or else from its configuration, because servers differ.</summary>
    public string? Region { get; init; }

    /// <summary>The id of the cluster, or <c>null</c> if not sent.</summary>
    public string? ClusterId { get; init; }

    /// <summary>The name of the dedicated cluster, or <c>null</c> if the app has none.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The address of the running app, or <c>null</c> if not sent.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The Git branch that is deployed by default, or <c>null</c> if not sent.</summary>
    public string? ProductionBranch { get; init; }

    /// <summary>Who runs the app, such as <c>managed</c> for the service, or <c>null</c> if not sent.</summary>
    public string? Kind { get; init; }

    /// <summary>The tags, by key. Empty if there are none, <c>null</c> if not sent. To change some of them, see <see cref="UpdateAppRequest.WithTags"/>.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The configuration, or <c>null</c> if not sent, as in a list.</summary>
    public AppConfig? Config { get; init; }

    /// <summary>
    /// Whether another app, or this one at another time, has the same spicepod, whatever the order of its properties. To learn whether a file differs from the
    /// spicepod of an app, update the app with the text of the file, and compare the apps before and after: only the service parses YAML as the service does,
    /// and an update deploys nothing.
    /// </summary>
    /// <param name="other">The other app.</param>
    /// <returns><c>true</c> if both have equal spicepods, or neither has one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <c>null</c>.</exception>
    /// <exception cref="ArgumentException">The service did not send the configuration of <paramref name="other"/>, as in a list.</exception>
    /// <exception cref="InvalidOperationException">The service did not send the configuration of this app, as in a list.</exception>
    public bool HasSameSpicepod(App other)
    {
        ArgumentNullException.ThrowIfNull(other);
        AppConfig own = Config ?? throw new InvalidOperationException(DescribeMissingConfig(this));
        AppConfig others = other.Config ?? throw new ArgumentException(DescribeMissingConfig(other), nameof(other));
        return JsonComparison.AreEqual(own.Spicepod, others.Spicepod);
    }

    private static string DescribeMissingConfig(App app) => $"The service did not send the configuration of {app}. Read the app with {nameof(IAppsClient.GetAppAsync)}.";

    /// <summary>Returns the id and the name.</summary>
    /// <returns>A text such as <c>App 42 (orders)</c>.</returns>
    public override string ToString() => Name.Length is 0 ? $"App {Id}" : $"App {Id} ({MessageText.ForMessage(Name)})";
}
