using DeployAndWait.Demo;
using SpiceDeployments.Client;

namespace DeployAndWait;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public bool ShowsHelp { get; init; }

    /// <summary>What to play on the emulator. Null: not said.</summary>
    public Story? Story { get; init; }

    /// <summary>What decides how the network breaks in <see cref="Demo.Story.Chaos"/>.</summary>
    public int ChaosSeed { get; init; }

    /// <summary>The app on the real service. Null: the emulator is used.</summary>
    public long? AppId { get; init; }

    /// <summary>The deployment to wait for. Null: a new one is created.</summary>
    public long? ResumeId { get; init; }

    public CreateDeploymentRequest Request { get; init; } = new();
}
