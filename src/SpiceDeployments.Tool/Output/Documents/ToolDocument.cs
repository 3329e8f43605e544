using System.Text.Json.Serialization;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Output.Documents;

/// <summary>The result of a command: the object that <c>--json</c> writes. What does not apply is <c>null</c> and is not written.</summary>
internal sealed record ToolDocument
{
    /// <summary>The command, such as <c>rollout start</c>.</summary>
    public string Command { get; init; } = "";

    public required int ExitCode { get; init; }

    /// <summary>The name of the exit code.</summary>
    public string Outcome => Tool.ExitCode.GetName(ExitCode);

    /// <summary>What failed, in one sentence or more.</summary>
    public string? Message { get; init; }

    /// <summary>What to do next.</summary>
    public string? Hint { get; init; }

    public long? AppId { get; init; }

    public long? DeploymentId { get; init; }

    public Deployment? Deployment { get; init; }

    public IReadOnlyList<Deployment>? Deployments { get; init; }

    /// <summary>The ids of the deployments that a create with an unknown outcome may have created.</summary>
    public IReadOnlyList<long>? Candidates { get; init; }

    public AppDocument? App { get; init; }

    public IReadOnlyList<AppDocument>? Apps { get; init; }

    public RolloutPlanDocument? Plan { get; init; }

    public RolloutDocument? Rollout { get; init; }

    public EmulatorDocument? Emulator { get; init; }

    /// <summary>The completion script.</summary>
    public string? Script { get; init; }

    /// <summary>The result as Markdown, for the page of a CI run. <c>null</c> for the message and the deployment.</summary>
    [JsonIgnore]
    public string? Summary { get; init; }
}
