using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing;

/// <summary>An app that the emulator holds, with its deployments. What is special about it can be told in the line that adds it.</summary>
/// <example>
/// <code>
/// cloud.AddApp(42).InOrganization("acme").WithDefaultScript(new DeploymentScript().RunsFor(TimeSpan.FromMinutes(3)));
/// cloud.AddApp(43).WithState(AppState.Paused);
/// </code>
/// </example>
public sealed class EmulatedApp
{
    private readonly CloudState _cloud;
    private readonly List<EmulatedDeployment> _newestFirst = [];
    private readonly Queue<DeploymentScript> _scripts = new();

    internal EmulatedApp(CloudState cloud, long id, string name)
    {
        _cloud = cloud;
        Id = id;
        Name = name;
        CreatedAt = cloud.Now;
    }

    /// <summary>Its id.</summary>
    public long Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The organization it belongs to, compared by case: tokens of another one get 404. Default null: every token reaches it.</summary>
    public string? Organization { get; private set; }

    /// <summary>
    /// Whether it can be deployed. Default <see cref="AppState.Ready"/>. Clients change it too: by pause and resume, and by a PUT of a spicepod, which makes it ready.
    /// </summary>
    public AppState State
    {
        get;
        internal set
        {
            lock (_cloud.Lock)
            {
                field = value;
            }
        }
    }

    /// <summary>The script of deployments that have none of their own. Default: queued for 5 s, runs for 25 s, succeeds.</summary>
    public DeploymentScript DefaultScript { get; private set; } = new();

    /// <summary>Its deployments now, newest first, with those that are not visible yet.</summary>
    public IReadOnlyList<EmulatedDeployment> Deployments
    {
        get
        {
            lock (_cloud.Lock)
            {
                return [.. _newestFirst];
            }
        }
    }

    internal DateTimeOffset CreatedAt { get; }

    internal AppSettings Settings { get; private set; } = new();

    /// <summary>Sets <see cref="Organization"/>.</summary>
    /// <param name="organization">Its name; null: every token reaches the app.</param>
    /// <returns>This app.</returns>
    public EmulatedApp InOrganization(string? organization)
    {
        Organization = organization;
        return this;
    }

    /// <summary>Sets <see cref="State"/>.</summary>
    /// <param name="state">Whether the app can be deployed.</param>
    /// <returns>This app.</returns>
    public EmulatedApp WithState(AppState state)
    {
        State = state;
        return this;
    }

    /// <summary>Sets <see cref="DefaultScript"/>.</summary>
    /// <param name="script">How deployments go that have no script of their own.</param>
    /// <returns>This app.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="script"/> is null.</exception>
    public EmulatedApp WithDefaultScript(DeploymentScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        DefaultScript = script;
        return this;
    }

    /// <summary>Scripts the next deployment that is created through the API. Further calls script the ones after it, in order.</summary>
    /// <returns>The script, to be told what happens.</returns>
    public DeploymentScript ScriptNextDeployment()
    {
        var script = new DeploymentScript();
        lock (_cloud.Lock)
        {
            _scripts.Enqueue(script);
        }

        return script;
    }

    /// <summary>Starts a deployment of another actor, now. It is never refused, and what is active is superseded by it.</summary>
    /// <param name="creationSource">Who starts it: portal, github, cli …</param>
    /// <param name="script">How it goes; null takes <see cref="DefaultScript"/>. Scripts of <see cref="ScriptNextDeployment"/> are not used.</param>
    /// <returns>The deployment.</returns>
    public EmulatedDeployment StartDeployment(string creationSource = "portal", DeploymentScript? script = null)
    {
        lock (_cloud.Lock)
        {
            return Start(script ?? DefaultScript, new DeploymentFields(), creationSource, "someone.else@example.com");
        }
    }

    /// <summary>Changes the settings by what they are: no change between is lost.</summary>
    internal void Update(Func<AppSettings, AppSettings> change)
    {
        lock (_cloud.Lock)
        {
            Settings = change(Settings);
        }
    }

    /// <summary>Makes it ready if it is paused.</summary>
    internal void Resume()
    {
        lock (_cloud.Lock)
        {
            if (State == AppState.Paused)
            {
                State = AppState.Ready;
            }
        }
    }

    /// <summary>A deployment through the API, or null where the conflict rule refuses it.</summary>
    internal EmulatedDeployment? TryCreateDeployment(DeploymentFields fields, string createdBy)
    {
        lock (_cloud.Lock)
        {
            if (_newestFirst.Exists(Blocks))
            {
                return null;
            }

            DeploymentScript script = _scripts.TryDequeue(out DeploymentScript? next) ? next : DefaultScript;
            return Start(script, fields, "api", createdBy);
        }
    }

    private bool Blocks(EmulatedDeployment earlier)
    {
        DeploymentState state = earlier.State;
        return state.IsActive && (_cloud.ConflictRule == ConflictRule.WhileActive || !state.HasStarted);
    }

    private EmulatedDeployment Start(DeploymentScript script, DeploymentFields fields, string creationSource, string createdBy)
    {
        _newestFirst.ForEach(earlier => earlier.SupersedeIfActive());
        DeploymentPlan plan = _cloud.CreatedStatusMeaning == CreatedStatusMeaning.NotYetQueued ? script.Plan : script.Plan with { NotQueuedFor = TimeSpan.Zero };
        DeploymentFields defaulted = fields with { ImageTag = fields.ImageTag ?? Settings.ImageTag, Replicas = fields.Replicas ?? Settings.Replicas };
        var deployment = new EmulatedDeployment(_cloud, plan, defaulted, creationSource, createdBy);
        _newestFirst.Insert(0, deployment);
        return deployment;
    }
}
