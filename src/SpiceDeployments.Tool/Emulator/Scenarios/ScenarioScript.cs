using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>The phases of a deployment and its outcome: the steps of <see cref="DeploymentScript"/>. By default, it succeeds.</summary>
internal sealed record ScenarioScript
{
    public TimeSpan? NotQueuedFor { get; set; }

    public TimeSpan? QueuedFor { get; set; }

    public TimeSpan? RunsFor { get; set; }

    public ScenarioFailure? Fails { get; set; }

    public bool NeverCompletes { get; set; }

    public TimeSpan? SupersededAfter { get; set; }

    public InProgressError? ReportsError { get; set; }

    public string? ReportsStatus { get; set; }

    public TimeSpan? VisibilityDelay { get; set; }

    public IReadOnlyList<ScenarioNormalization> Normalization { get; set; } = [];

    /// <exception cref="ScenarioException">The script is not valid.</exception>
    public void Validate(ScenarioPlace place)
    {
        (string Name, bool IsSet)[] outcomes = [("fails", Fails is not null), ("neverCompletes", NeverCompletes), ("supersededAfter", SupersededAfter is not null)];
        if (outcomes.Where(outcome => outcome.IsSet).ToArray() is [var first, var second, ..])
        {
            throw place.At(second.Name).CreateError($"'{second.Name}' contradicts '{first.Name}'. Omit one of them.");
        }

        place.Require("runsFor", RunsFor is null || !NeverCompletes, "'runsFor' contradicts 'neverCompletes'. Omit one of them.");
        place.Require("runsFor", RunsFor is null || SupersededAfter is null, "'runsFor' contradicts 'supersededAfter'. Omit one of them.");
        place.RequireNotNegative("notQueuedFor", NotQueuedFor);
        place.RequireNotNegative("queuedFor", QueuedFor);
        place.RequireNotNegative("runsFor", RunsFor);
        place.RequirePositive("supersededAfter", SupersededAfter);
        place.RequireNotNegative("visibilityDelay", VisibilityDelay);
        place.ForEach("normalization", Normalization, (rule, at) => rule.Validate(at));
    }

    public DeploymentScript ToScript() => ApplyTo(new DeploymentScript());

    public DeploymentScript ApplyTo(DeploymentScript script)
    {
        script.WithNormalization([.. Normalization.Select(rule => rule.ToRule())]);
        _ = NotQueuedFor is { } notQueuedFor ? script.NotQueuedFor(notQueuedFor) : script;
        _ = QueuedFor is { } queuedFor ? script.QueuedFor(queuedFor) : script;
        _ = RunsFor is { } runsFor ? script.RunsFor(runsFor) : script;
        _ = ReportsError is { } error ? script.ReportsError(error.Code, error.Message) : script;
        _ = ReportsStatus is { } status ? script.ReportsStatus(status) : script;
        _ = VisibilityDelay is { } delay ? script.VisibilityDelay(delay) : script;
        return this switch
        {
            { Fails: { } failure } => script.Fails(failure.Message, failure.Code),
            { NeverCompletes: true } => script.NeverCompletes(),
            { SupersededAfter: { } time } => script.IsSupersededAfter(time),
            _ => script,
        };
    }

    /// <summary>An error that the service reports while the deployment is in progress.</summary>
    internal sealed record InProgressError
    {
        public required string Code { get; set; }

        public required string Message { get; set; }
    }
}
