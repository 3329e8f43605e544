using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing;

/// <summary>An app of the emulator and its deployments.</summary>
/// <example>
/// <code>
/// cloud.AddApp(42).InOrganization("acme").WithDefaultScript(new DeploymentScript().RunsFor(TimeSpan.FromMinutes(3)));
/// cloud.AddApp(43).WithSpicepod("version: v2").WithTags(("team", "data")).WithSettings(settings => settings with { Replicas = 3 }).Pause();
/// cloud.AddApp(44).ConnectedTo("acme/quickstart", defaultBranch: "main");
/// </code>
/// </example>
public sealed partial class EmulatedApp
{
    private const string PortalCreationSource = "portal";
    private const string PortalUser = "someone.else@example.com";

    private readonly EmulatorState _emulator;
    private readonly List<EmulatedDeployment> _newestFirst = [];
    private readonly Queue<DeploymentScript> _scripts = new();
    private ConnectedRepository? _repository;
    private IReadOnlyList<NormalizationRule> _normalization = [];

    internal EmulatedApp(EmulatorState emulator, long id, string name)
    {
        _emulator = emulator;
        Id = id;
        Name = name;
        CreatedAt = emulator.Now;
        ApiKeys = ApiKeys.Create(id);
    }

    /// <summary>The id of the app.</summary>
    public long Id { get; }

    /// <summary>The name of the app.</summary>
    public string Name { get; }

    /// <summary>
    /// The organization of the app, in any case. For tokens of other organizations, requests for the app return 404. If <c>null</c>, the default,
    /// every token can access the app.
    /// </summary>
    public string? Organization { get; private set; }

    /// <summary>The script of deployments without a script of their own. By default, a deployment is queued for 5 s, runs for 25 s and succeeds.</summary>
    public DeploymentScript DefaultScript { get; private set; } = new();

    /// <summary>The deployments of the app, newest first, including those that are not visible yet. The list is a snapshot.</summary>
    public IReadOnlyList<EmulatedDeployment> Deployments
    {
        get
        {
            lock (_emulator.Lock)
            {
                _emulator.Update();
                return [.. _newestFirst];
            }
        }
    }

    /// <summary>The GitHub repository that the app is connected to, or <c>null</c>, the default: see <see cref="ConnectedTo"/>.</summary>
    public string? Repository => _repository?.Name;

    internal DateTimeOffset CreatedAt { get; }

    /// <summary>Sets <see cref="Organization"/>.</summary>
    /// <param name="organization">The name of the organization. If <c>null</c>, every token can access the app.</param>
    /// <returns>This app.</returns>
    public EmulatedApp InOrganization(string? organization)
    {
        Organization = organization;
        return this;
    }

    /// <summary>
    /// Connects the app to a GitHub repository. The service then does not record what was sent, but what it resolves from that: a full commit id, also for
    /// an abbreviated one, a tag, a branch or HEAD; if none was sent, the head of the branch; if no branch was sent, the production branch; and always the
    /// message of the commit, in place of one that was sent. The repository is made up, so that every branch, tag and abbreviated id exists.
    /// </summary>
    /// <param name="repository">The name of the repository, such as <c>acme/quickstart</c>.</param>
    /// <param name="defaultBranch">The production branch of the app, which clients can change.</param>
    /// <returns>This app.</returns>
    /// <exception cref="ArgumentException"><paramref name="repository"/> or <paramref name="defaultBranch"/> is <c>null</c> or blank.</exception>
    public EmulatedApp ConnectedTo(string repository, string defaultBranch = "main")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(repository);
        ArgumentException.ThrowIfNullOrWhiteSpace(defaultBranch);
        lock (_emulator.Lock)
        {
            _repository = new ConnectedRepository(repository);
            _settings = _settings with { ProductionBranch = defaultBranch };
        }

        return this;
    }

    /// <summary>Sets the changes that the service makes to the values of the app's next deployments, in addition to those of the emulator's options.</summary>
    /// <param name="rules">The changes, in order. They replace those of an earlier call.</param>
    /// <returns>This app.</returns>
    /// <exception cref="ArgumentException"><paramref name="rules"/> is <c>null</c> or contains <c>null</c>.</exception>
    public EmulatedApp WithNormalization(params NormalizationRule[] rules)
    {
        _normalization = NormalizationRule.Copy(rules);
        return this;
    }

    /// <summary>Sets <see cref="DefaultScript"/>.</summary>
    /// <param name="script">The script of deployments without a script of their own.</param>
    /// <returns>This app.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="script"/> is <c>null</c>.</exception>
    public EmulatedApp WithDefaultScript(DeploymentScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        DefaultScript = script;
        return this;
    }

    /// <summary>Adds a script for the next deployment that is created through the API. Further calls script the deployments after it, in order.</summary>
    /// <returns>The script, to be changed by its methods.</returns>
    public DeploymentScript ScriptNextDeployment()
    {
        var script = new DeploymentScript();
        lock (_emulator.Lock)
        {
            _scripts.Enqueue(script);
        }

        return script;
    }

    /// <summary>Starts a deployment as another user. It never conflicts, and supersedes the active deployment.</summary>
    /// <param name="creationSource">The <c>creation_source</c>, such as portal, github or cli; <c>api</c> for another program like yours.</param>
    /// <param name="script">The script. If <c>null</c>, <see cref="DefaultScript"/> is used. Scripts of <see cref="ScriptNextDeployment"/> are not used.</param>
    /// <param name="values">
    /// The values that the other user sent, such as those that your own create sends. <paramref name="creationSource"/> replaces their source. If <c>null</c>,
    /// none were sent.
    /// </param>
    /// <returns>The deployment.</returns>
    public EmulatedDeployment StartDeployment(string? creationSource = PortalCreationSource, DeploymentScript? script = null, DeploymentValues? values = null)
    {
        lock (_emulator.Lock)
        {
            DeploymentValues sent = (values ?? DeploymentFields.None.Values) with { CreationSource = creationSource };
            return Start(script ?? DefaultScript, sent, debug: null, PortalUser, _emulator.Update());
        }
    }

    /// <summary>
    /// Starts a deployment as another user at a time. A past time adds to the history of the app: the deployment may then already have completed, or have been
    /// superseded. Otherwise the deployment is like one of <see cref="StartDeployment"/>.
    /// </summary>
    /// <param name="time">The time of the creation, on the emulator's clock.</param>
    /// <param name="creationSource">The <c>creation_source</c>, such as portal, github or cli; <c>api</c> for another program like yours.</param>
    /// <param name="script">The script. If <c>null</c>, the <see cref="DefaultScript"/> at that time is used.</param>
    /// <param name="values">The values that the other user sent. If <c>null</c>, none were sent.</param>
    /// <returns>This app. <see cref="Deployments"/> contains the deployment as of its time, and its id is assigned then.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is before the creation of another deployment of the app.</exception>
    public EmulatedApp StartDeploymentAt(
        DateTimeOffset time, string? creationSource = PortalCreationSource, DeploymentScript? script = null, DeploymentValues? values = null)
    {
        DeploymentValues sent = (values ?? DeploymentFields.None.Values) with { CreationSource = creationSource };
        lock (_emulator.Lock)
        {
            _emulator.Update();
            if (_newestFirst is [var newest, ..] && time < newest.CreatedAt)
            {
                throw new ArgumentOutOfRangeException(nameof(time), time, $"The app has {newest}, which was created later.");
            }

            _emulator.Schedule(time, now => Start(script ?? DefaultScript, sent, debug: null, PortalUser, now));
            _emulator.Update();
        }

        return this;
    }

    /// <summary>Creates a deployment through the API.</summary>
    /// <exception cref="ApiErrorException">The service rejects the create.</exception>
    internal EmulatedDeployment CreateDeployment(DeploymentFields fields, string createdBy)
    {
        lock (_emulator.Lock)
        {
            DateTimeOffset now = _emulator.Update();
            return FindRejection(State, fields, now) is { } rejection ? throw rejection : Create(fields, createdBy, now);
        }
    }

    /// <summary>Resumes the app through the API, which creates a deployment. If that is rejected, the app stays paused.</summary>
    /// <exception cref="ApiErrorException">The service rejects the create.</exception>
    internal EmulatedDeployment Resume(string createdBy)
    {
        lock (_emulator.Lock)
        {
            DateTimeOffset now = _emulator.Update();
            if (FindRejection(StateOfSpicepod, DeploymentFields.None, now) is { } rejection)
            {
                throw rejection;
            }

            _isPaused = false;
            return Create(DeploymentFields.None, createdBy, now);
        }
    }

    /// <summary>Creates a deployment through the API after a delay, unless it is then rejected.</summary>
    internal void CreateDeploymentLater(DeploymentFields fields, string createdBy, TimeSpan delay, Action<EmulatedDeployment> onCreated) =>
        _emulator.Schedule(_emulator.Update() + delay, now =>
        {
            if (FindRejection(State, fields, now) is null)
            {
                onCreated(Create(fields, createdBy, now));
            }
        });

    private ApiErrorException? FindRejection(AppState state, DeploymentFields fields, DateTimeOffset now) =>
        CreateRejection.Of(state)
        ?? Limits.FindError(fields.Values.ImageTag, fields.Values.Replicas)
        ?? (_newestFirst.Exists(deployment => ConflictsWith(deployment.GetState(now))) ? CreateRejection.Conflict : null)
        ?? _emulator.ConcurrencyLimit.FindError(this, now);

    private EmulatedDeployment Create(DeploymentFields fields, string createdBy, DateTimeOffset now)
    {
        DeploymentScript script = _scripts.TryDequeue(out DeploymentScript? next) ? next : DefaultScript;
        return Start(script, fields.Values, fields.Debug, createdBy, now);
    }

    private bool ConflictsWith(DeploymentLifecycle.State state) => state.IsActive && (_emulator.ConflictRule is ConflictRule.WhileActive || !state.HasStarted);

    private EmulatedDeployment Start(DeploymentScript script, DeploymentValues sent, bool? debug, string createdBy, DateTimeOffset now)
    {
        _newestFirst.ForEach(deployment => deployment.SupersedeIfActive(now));
        DeploymentPlan plan = _emulator.CreatedStatusMeaning is CreatedStatusMeaning.NotYetQueued ? script.Plan : script.Plan with { NotQueuedFor = TimeSpan.Zero };
        var values = new RecordedValues(Complete(sent, now), [.. _emulator.Normalization, .. _normalization, .. plan.Normalization]);
        var deployment = new EmulatedDeployment(_emulator, plan, values, debug, createdBy, now);
        _newestFirst.Insert(0, deployment);
        _emulator.ConcurrencyLimit.Add(this, deployment);
        if (plan.SupersededAfter is { } delay)
        {
            _emulator.Schedule(now + delay, later => Supersede(deployment, later));
        }

        return deployment;
    }

    private void Supersede(EmulatedDeployment deployment, DateTimeOffset now)
    {
        if (deployment.GetState(now).IsActive)
        {
            Start(DefaultScript, new DeploymentValues { CreationSource = PortalCreationSource }, debug: null, PortalUser, now);
        }
    }

    /// <summary>Adds the values that the service knows without being sent them.</summary>
    private DeploymentValues Complete(DeploymentValues sent, DateTimeOffset now)
    {
        DeploymentValues completed = sent with
        {
            ImageTag = sent.ImageTag ?? _settings.ImageTag,
            Replicas = sent.Replicas ?? _settings.Replicas,
            CreatedAt = sent.CreatedAt ?? _emulator.ToDatabaseTime(now),
        };
        return _repository?.Resolve(completed, _settings.ProductionBranch) ?? completed;
    }
}
