using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Output.Documents;

/// <summary>A rollout in the JSON document of a command.</summary>
internal sealed record RolloutDocument
{
    public required string Id { get; init; }

    public required RolloutStatus Status { get; init; }

    public required bool IsCompleted { get; init; }

    public required int Attempt { get; init; }

    public string? Message { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The number of apps of each status that occurs.</summary>
    public required IReadOnlyDictionary<RolloutTargetStatus, int> Counts { get; init; }

    public required IReadOnlyList<RolloutAppDocument> Apps { get; init; }

    public static RolloutDocument Create(Rollout rollout) => new()
    {
        Id = rollout.Id,
        Status = rollout.Status,
        IsCompleted = rollout.IsCompleted,
        Attempt = rollout.Attempt,
        Message = rollout.Message,
        CreatedAt = rollout.CreatedAt,
        CompletedAt = rollout.CompletedAt,
        Counts = RolloutReport.Create(rollout).Counts.ToDictionary(),
        Apps = [.. RolloutText.GetTargets(rollout).Select(app => RolloutAppDocument.Create(app.Wave.Number, app.Target))],
    };

    internal sealed record RolloutAppDocument
    {
        public required long AppId { get; init; }

        public string? Name { get; init; }

        public required int Wave { get; init; }

        public required RolloutTargetStatus Status { get; init; }

        public long? DeploymentId { get; init; }

        public string? Message { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? CompletedAt { get; init; }

        public long? RollbackDeploymentId { get; init; }

        public string? RollbackMessage { get; init; }

        public static RolloutAppDocument Create(int wave, RolloutTargetState state) => new()
        {
            AppId = state.Target.AppId,
            Name = state.Target.Name,
            Wave = wave,
            Status = state.Status,
            DeploymentId = state.DeploymentId,
            Message = state.Message,
            StartedAt = state.StartedAt,
            CompletedAt = state.CompletedAt,
            RollbackDeploymentId = state.RollbackDeploymentId,
            RollbackMessage = state.RollbackMessage,
        };
    }
}
