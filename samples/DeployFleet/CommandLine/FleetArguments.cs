namespace DeployFleet.CommandLine;

/// <summary>The values of the command line.</summary>
internal sealed record FleetArguments
{
    /// <summary>The apps of the service. Empty for all apps of the emulator.</summary>
    public required IReadOnlyList<long> AppIds { get; init; }

    /// <summary>The number of apps on the emulator.</summary>
    public required int AppCount { get; init; }

    /// <summary>Whether a deployment on the emulator fails.</summary>
    public required bool Fails { get; init; }

    public required int FailureTolerance { get; init; }

    public required int MaxConcurrency { get; init; }

    public required bool RollsBack { get; init; }

    /// <summary>The absolute path of the directory of the journals.</summary>
    public required string JournalDirectory { get; init; }

    public required string RolloutId { get; init; }

    public required FileInfo? ReportFile { get; init; }

    public required FileInfo? JUnitFile { get; init; }

    /// <summary>The number of events after which the process of the rollout is killed, or <c>null</c> to kill none.</summary>
    public required int? KillAfter { get; init; }
}
