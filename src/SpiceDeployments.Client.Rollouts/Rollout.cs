using System.Collections.Immutable;

namespace SpiceDeployments.Client.Rollouts;

/// <summary>A rollout at one moment.</summary>
public sealed record Rollout
{
    internal Rollout(string id, RolloutRequest request)
    {
        Id = id;
        Request = request;
        Waves = RolloutPlan.Create(request).Waves;
    }

    /// <summary>The id that the caller chose.</summary>
    public string Id { get; }

    /// <summary>The request.</summary>
    public RolloutRequest Request { get; }

    /// <summary>The status.</summary>
    public RolloutStatus Status { get; internal init; }

    /// <summary>Why the rollout was stopped or has failed. <c>null</c> if there is nothing to state.</summary>
    public string? Message { get; internal init; }

    /// <summary>Whether the rollout was stopped in this attempt because the service rejected the credentials, or they lack a scope.</summary>
    public bool IsAccessDenied { get; internal init; }

    /// <summary>The number of the attempt: 1, and one more for each <see cref="IRolloutClient.RetryFailedAsync"/>.</summary>
    public int Attempt { get; internal init; } = 1;

    /// <summary>When the rollout was created, by the clock of the process.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>When the rollout completed, by the clock of the process, or <c>null</c> if it has not.</summary>
    public DateTimeOffset? CompletedAt { get; internal init; }

    /// <summary>The apps, in the order of the request.</summary>
    public IReadOnlyList<RolloutTargetState> Targets => TargetList;

    /// <summary>The waves.</summary>
    public IReadOnlyList<RolloutWave> Waves { get; }

    /// <summary>The number of waves that have passed their gates.</summary>
    public int PassedWaves { get; internal init; }

    /// <summary>The number of events so far.</summary>
    public int Version { get; internal init; }

    /// <summary>Whether the rollout has completed.</summary>
    public bool IsCompleted => Status >= RolloutStatus.Succeeded;

    /// <summary>The number of apps that have failed.</summary>
    public int FailureCount => Count(RolloutTargetStatus.Failed) + Count(RolloutTargetStatus.TimedOut) + Count(RolloutTargetStatus.Unknown);

    internal ImmutableList<RolloutTargetState> TargetList { get; init; } = [];

    internal ImmutableArray<int> Counts { get; init; } = [];

    /// <summary>When all apps of the wave after the passed ones had completed, or <c>null</c> if they have not.</summary>
    internal DateTimeOffset? WaveCompletedAt { get; init; }

    /// <summary>When the rollout was last started, resumed, or claimed by a process.</summary>
    internal DateTimeOffset ContinuedAt { get; init; }

    /// <summary>Whether the rollout has had its turn among those of its organizations, in this attempt.</summary>
    internal bool HasStarted { get; init; }

    internal bool IsGateStopped { get; init; }

    /// <summary>Whether more apps than tolerated have failed, or the gate stopped the rollout.</summary>
    internal bool HasFailed => IsGateStopped || FailureCount > Request.FailureTolerance;

    internal bool CanStartTargets => Status is RolloutStatus.InProgress && !HasFailed;

    internal int InFlightCount => Count(RolloutTargetStatus.Configuring) + Count(RolloutTargetStatus.Prepared) + Count(RolloutTargetStatus.Deploying);

    /// <summary>Returns the number of apps with a status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The number of apps.</returns>
    public int Count(RolloutTargetStatus status) => Counts[(int)status];

    /// <summary>Returns the rollout if it has succeeded, and throws otherwise.</summary>
    /// <returns>The same rollout.</returns>
    /// <exception cref="RolloutException">The rollout has completed without success, or has not completed. The message says how many apps have which outcome.</exception>
    public Rollout EnsureSucceeded() => Status is RolloutStatus.Succeeded ? this : throw new RolloutException(RolloutReport.Create(this).ToString()) { RolloutId = Id };
}
