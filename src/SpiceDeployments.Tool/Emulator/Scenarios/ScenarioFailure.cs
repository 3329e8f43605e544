namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>The failure of a deployment.</summary>
internal sealed record ScenarioFailure
{
    public string Message { get; set; } = "Failed to pull container image";

    public string? Code { get; set; }
}
