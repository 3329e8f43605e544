using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>A deployment of another user: in the history of the app, active from the start, or later.</summary>
internal sealed record OtherDeployment
{
    /// <summary>The time since its creation when the scenario starts.</summary>
    public TimeSpan? StartedAgo { get; set; }

    /// <summary>The time from the start of the scenario to its creation.</summary>
    public TimeSpan? StartsAfter { get; set; }

    public string? CreationSource { get; set; } = "portal";

    public string? ImageTag { get; set; }

    public string? Channel { get; set; }

    public int? Replicas { get; set; }

    public string? Branch { get; set; }

    public string? CommitSha { get; set; }

    public string? CommitMessage { get; set; }

    /// <summary>The script. If <c>null</c>, that of the app.</summary>
    public ScenarioScript? Script { get; set; }

    private DeploymentValues Values => new()
    {
        ImageTag = ImageTag,
        Channel = Channel,
        Replicas = Replicas,
        Branch = Branch,
        CommitSha = CommitSha,
        CommitMessage = CommitMessage,
    };

    /// <exception cref="ScenarioException">The deployment is not valid.</exception>
    public void Validate(ScenarioPlace place)
    {
        place.RequireNotNegative("startedAgo", StartedAgo);
        place.RequireNotNegative("startsAfter", StartsAfter);
        place.Require("startsAfter", StartedAgo is null || StartsAfter is null, "'startsAfter' contradicts 'startedAgo'. Omit one of them.");
        Script?.Validate(place.At("script"));
    }

    /// <summary>Returns the time of its creation, relative to the start of the scenario. A property would be a word of the scenario.</summary>
    public TimeSpan GetStart() => StartsAfter ?? -(StartedAgo ?? TimeSpan.Zero);

    public EmulatedDeployment StartNow(EmulatedApp app) => app.StartDeployment(CreationSource, Script?.ToScript(), Values);

    public void StartAt(EmulatedApp app, DateTimeOffset time) => app.StartDeploymentAt(time, CreationSource, Script?.ToScript(), Values);
}
