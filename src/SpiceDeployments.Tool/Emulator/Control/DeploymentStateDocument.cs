using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>The state of a deployment of the emulator.</summary>
internal sealed record DeploymentStateDocument
{
    public required long Id { get; init; }

    public required string Status { get; init; }

    public required bool IsActive { get; init; }

    public required bool IsSuperseded { get; init; }

    /// <summary>Whether the API returns the deployment.</summary>
    public required bool IsVisible { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime? StartedAt { get; init; }

    public required DateTime? FinishedAt { get; init; }

    public required string? CreationSource { get; init; }

    public required string CreatedBy { get; init; }

    public required string? ImageTag { get; init; }

    public required string? Channel { get; init; }

    public required int? Replicas { get; init; }

    public required string? Branch { get; init; }

    public required string? CommitSha { get; init; }

    public required string? CommitMessage { get; init; }

    public required bool? Debug { get; init; }

    public required string? ErrorMessage { get; init; }

    public required string? ErrorCode { get; init; }

    public static DeploymentStateDocument Create(EmulatedDeployment deployment) => new()
    {
        Id = deployment.Id,
        Status = deployment.Status,
        IsActive = deployment.IsActive,
        IsSuperseded = deployment.IsSuperseded,
        IsVisible = deployment.IsVisible,
        CreatedAt = deployment.CreatedAt.UtcDateTime,
        StartedAt = deployment.StartedAt?.UtcDateTime,
        FinishedAt = deployment.FinishedAt?.UtcDateTime,
        CreationSource = deployment.CreationSource,
        CreatedBy = deployment.CreatedBy,
        ImageTag = deployment.ImageTag,
        Channel = deployment.Channel,
        Replicas = deployment.Replicas,
        Branch = deployment.Branch,
        CommitSha = deployment.CommitSha,
        CommitMessage = deployment.CommitMessage,
        Debug = deployment.Debug,
        ErrorMessage = deployment.ErrorMessage,
        ErrorCode = deployment.ErrorCode,
    };
}
