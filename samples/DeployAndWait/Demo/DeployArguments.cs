using SpiceDeployments.Client;

namespace DeployAndWait.Demo;

/// <summary>The values of the command line.</summary>
internal sealed record DeployArguments
{
    /// <summary>Whether to deploy to the emulator instead of the real service.</summary>
    public required bool IsDemo { get; init; }

    public required DemoScenario Scenario { get; init; }

    /// <summary>The seed of <see cref="RandomFaults"/>.</summary>
    public required int Seed { get; init; }

    public required long AppId { get; init; }

    /// <summary>The deployment to wait for. If <c>null</c>, a new one is created.</summary>
    public required long? DeploymentId { get; init; }

    public required CreateDeploymentRequest Request { get; init; }
}
