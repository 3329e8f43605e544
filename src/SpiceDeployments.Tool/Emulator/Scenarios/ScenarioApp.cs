using System.Text.Json;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>An app, its deployments so far, and the scripts of its next ones.</summary>
internal sealed record ScenarioApp
{
    public required long Id { get; set; }

    public string? Name { get; set; }

    public string? Organization { get; set; }

    /// <summary>The GitHub repository that the app is connected to, or <c>null</c>.</summary>
    public string? Repository { get; set; }

    public AppState? State { get; set; }

    public AppLimits? Limits { get; set; }

    public ScenarioSettings? Settings { get; set; }

    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The spicepod: an object, or a text with YAML or JSON.</summary>
    public JsonElement Spicepod { get; set; }

    /// <summary>The script of deployments without a script of their own.</summary>
    public ScenarioScript? DefaultScript { get; set; }

    /// <summary>The scripts of the next deployments that clients create, in order.</summary>
    public IReadOnlyList<ScenarioScript> NextDeployments { get; set; } = [];

    /// <summary>The deployments of other users.</summary>
    public IReadOnlyList<OtherDeployment> OtherDeployments { get; set; } = [];

    /// <summary>The changes that the service makes to the values of its deployments.</summary>
    public IReadOnlyList<ScenarioNormalization> Normalization { get; set; } = [];

    private bool HasSpicepod => Spicepod.ValueKind is not JsonValueKind.Undefined;

    /// <exception cref="ScenarioException">The app is not valid.</exception>
    public void Validate(ScenarioPlace place)
    {
        place.RequireAtLeast("id", 1, Id);
        place.Require("organization", Organization is null || !string.IsNullOrWhiteSpace(Organization), "The value must not be blank.");
        place.Require("repository", Repository is null || !string.IsNullOrWhiteSpace(Repository), "The value must not be blank.");
        place.Require("spicepod", Spicepod.ValueKind is JsonValueKind.Undefined or JsonValueKind.String or JsonValueKind.Object, "Expected an object, or a text with YAML or JSON.");
        place.Require("state", !HasSpicepod || State is null or AppState.Paused, "The 'spicepod' determines the state. Only 'paused' can be added.");
        Settings?.Validate(place.At("settings"));
        DefaultScript?.Validate(place.At("defaultScript"));
        place.ForEach("nextDeployments", NextDeployments, (script, at) => script.Validate(at));
        place.ForEach("otherDeployments", OtherDeployments, (deployment, at) => deployment.Validate(at));
        place.ForEach("normalization", Normalization, (rule, at) => rule.Validate(at));
    }

    /// <exception cref="ScenarioException">The spicepod is not YAML.</exception>
    public void AddTo(SpiceCloudEmulator emulator, DateTimeOffset now, ScenarioPlace place)
    {
        EmulatedApp app = emulator.AddApp(Id, Name).InOrganization(Organization);
        Configure(app);
        if (HasSpicepod)
        {
            SetSpicepod(app, place);
        }

        _ = State is { } state ? app.WithState(state) : app;
        foreach (OtherDeployment other in OtherDeployments.OrderBy(deployment => deployment.GetStart()))
        {
            other.StartAt(app, now + other.GetStart());
        }

        foreach (ScenarioScript script in NextDeployments)
        {
            script.ApplyTo(app.ScriptNextDeployment());
        }
    }

    private void Configure(EmulatedApp app)
    {
        _ = Repository is { } repository ? app.ConnectedTo(repository) : app;
        _ = Settings is { } settings ? app.WithSettings(settings.ApplyTo) : app;
        _ = Limits is { } limits ? app.WithLimits(limits.ToLimits()) : app;
        _ = DefaultScript is { } script ? app.WithDefaultScript(script.ToScript()) : app;
        app.WithTags([.. Tags.Select(tag => (tag.Key, tag.Value))]).WithNormalization([.. Normalization.Select(rule => rule.ToRule())]);
    }

    private void SetSpicepod(EmulatedApp app, ScenarioPlace place)
    {
        try
        {
            app.WithSpicepod(ScenarioJson.GetText(Spicepod));
        }
        catch (FormatException exception)
        {
            throw new ScenarioException(place.At("spicepod"), exception.Message, exception);
        }
    }

    /// <summary>What the plan of the app allows.</summary>
    internal sealed record AppLimits
    {
        private static readonly EmulatedAppLimits Default = new();

        public int MaxReplicas { get; set; } = Default.MaxReplicas;

        public bool AllowsImageTag { get; set; } = Default.AllowsImageTag;

        public IReadOnlyList<string>? PublishedImageTags { get; set; }

        public EmulatedAppLimits ToLimits() => new() { MaxReplicas = MaxReplicas, AllowsImageTag = AllowsImageTag, PublishedImageTags = PublishedImageTags };
    }
}
