namespace SpiceDeployments.Client.Rollouts;

/// <summary>One change to one or many apps. A rollout never changes its request: it is stored when the rollout starts.</summary>
public sealed record RolloutRequest
{
    /// <summary>The longest <see cref="BakeTime"/>: 7 days.</summary>
    private static readonly TimeSpan MaxBakeTime = TimeSpan.FromDays(7);

    /// <summary>The apps, in the order in which they are deployed. An app may be a target once.</summary>
    public required IReadOnlyList<RolloutTarget> Targets { get; init; }

    /// <summary>
    /// The numbers of apps in the first waves: <c>[1, 10]</c> deploys one app, then ten, then the rest. A wave starts when the one before has completed, its
    /// <see cref="BakeTime"/> has elapsed and the <see cref="Gate"/> has been passed. Default empty: one wave.
    /// </summary>
    public IReadOnlyList<int> WaveSizes { get; init; } = [];

    /// <summary>
    /// The maximum number of apps that are deployed at the same time, 1 to 10,000. While the service rejects deployments because the account has too many, the
    /// number is lower. Default 10, the documented limit of an account.
    /// </summary>
    public int MaxConcurrency { get; init; } = 10;

    /// <summary>
    /// How many apps of the whole rollout, not of each wave, may fail. With one more, no further app is started, and the rollout fails when the deployments in
    /// flight have completed. Default 0.
    /// </summary>
    public int FailureTolerance { get; init; }

    /// <summary>What to do after the rollout has failed. Default <see cref="RolloutFailureAction.Stop"/>.</summary>
    public RolloutFailureAction OnFailure { get; init; }

    /// <summary>The time from the completion of a wave to its gate, 0 to 7 days. After the last wave, it applies only if there is a <see cref="Gate"/>. Default 0.</summary>
    public TimeSpan BakeTime { get; init; }

    /// <summary>
    /// The name of the <see cref="IRolloutGate"/> that must be passed after each wave, including the last one: the service key of the gate in the container.
    /// Default <c>null</c>: no gate, so that only the outcomes of the deployments decide.
    /// </summary>
    public string? Gate { get; init; }

    /// <summary>
    /// Whether an app is skipped whose newest deployment has succeeded with the values of <see cref="RolloutTarget.Request"/>, if <see cref="RolloutTarget.Update"/>
    /// changes nothing. Each request must set an image tag or a commit, or the target an update. Default <c>false</c>.
    /// </summary>
    public bool SkipIfCurrent { get; init; }

    /// <summary>
    /// How to wait. <see cref="DeployOptions.Polling"/>: <c>null</c> stands for the defaults of <see cref="PollingOptions"/>.
    /// <see cref="DeployOptions.ConflictTimeout"/>: how long an app is tried again while the service rejects its deployment (409); <c>null</c> stands for 10
    /// minutes. The options of the client do not apply, because another process may continue the rollout. A rollout always waits for conflicts and stores its
    /// intents, so that <see cref="DeployOptions.ConflictBehavior"/> and <see cref="DeployOptions.SaveIntent"/> must be <c>null</c>. Default <c>null</c>: the defaults.
    /// </summary>
    public DeployOptions? Deploy { get; init; }

    /// <exception cref="ArgumentException">The request is not valid.</exception>
    internal void Validate(string parameterName)
    {
        if (FindError() is { } error)
        {
            throw new ArgumentException(error, parameterName);
        }

        Deploy?.Validate(parameterName);
        foreach (RolloutTarget target in Targets)
        {
            target.Request.Validate(parameterName);
            target.Update?.Validate(parameterName);
        }
    }

    private string? FindError() => this switch
    {
        { Targets: null or { Count: 0 } } => $"{nameof(Targets)} must contain at least one app.",
        _ when Targets.Any(target => target is null or { AppId: <= 0 } or { Request: null }) => $"Each of the {nameof(Targets)} must have an id greater than 0, and a request.",
        _ when FindRepeatedTarget() is { } repeated => $"{nameof(Targets)} contains app {repeated.AppId} more than once.",
        { WaveSizes: null } => $"{nameof(WaveSizes)} must not be null.",
        _ when WaveSizes.Any(size => size < 1) => $"{nameof(WaveSizes)} must contain numbers greater than 0.",
        { MaxConcurrency: < 1 or > 10_000 } => $"{nameof(MaxConcurrency)} must be from 1 to 10,000, but is {MaxConcurrency}.",
        { FailureTolerance: < 0 } => $"{nameof(FailureTolerance)} must not be negative, but is {FailureTolerance}.",
        _ when BakeTime < TimeSpan.Zero || BakeTime > MaxBakeTime => $"{nameof(BakeTime)} must be from 0 to 7 days, but is {BakeTime}.",
        _ when !Enum.IsDefined(OnFailure) => $"{nameof(OnFailure)} is not a defined {nameof(RolloutFailureAction)} value: {OnFailure}.",
        _ when Gate is not null && string.IsNullOrWhiteSpace(Gate) => $"{nameof(Gate)} must be null or the name of a gate.",
        { Deploy.SaveIntent: not null } or { Deploy.ConflictBehavior: not null } =>
            $"{nameof(Deploy)} must not set {nameof(DeployOptions.SaveIntent)} or {nameof(DeployOptions.ConflictBehavior)}: a rollout stores its intents and waits for conflicts.",
        _ when SkipIfCurrent && Targets.FirstOrDefault(target => target is { Update: null, Request: { ImageTag: null, CommitSha: null } }) is { } vague =>
            $"{nameof(SkipIfCurrent)} requires an image tag, a commit or an update of each target, but app {vague.AppId} has none.",
        _ => null,
    };

    private RolloutTarget? FindRepeatedTarget()
    {
        var known = new HashSet<(string?, long)>();
        return Targets.FirstOrDefault(target => !known.Add((target.Organization, target.AppId)));
    }
}
