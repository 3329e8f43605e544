using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>A deployment on the wire, with every field.</summary>
internal sealed record DeploymentBody
{
    public required long Id { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? ImageTag { get; init; }

    public string? Channel { get; init; }

    public int? Replicas { get; init; }

    public string? Branch { get; init; }

    public string? CommitSha { get; init; }

    public string? CommitMessage { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorCode { get; init; }

    public string? CreationSource { get; init; }

    public string? CreatedBy { get; init; }

    public static DeploymentBody Of(EmulatedDeployment deployment)
    {
        DeploymentState state = deployment.State;
        DeploymentFields fields = deployment.Fields;
        return new DeploymentBody
        {
            Id = deployment.Id,
            Status = state.Status,
            CreatedAt = deployment.CreatedAt,
            UpdatedAt = state.UpdatedAt,
            StartedAt = state.StartedAt,
            FinishedAt = state.FinishedAt,
            ImageTag = fields.ImageTag,
            Channel = fields.Channel,
            Replicas = fields.Replicas,
            Branch = fields.Branch,
            CommitSha = fields.CommitSha,
            CommitMessage = fields.CommitMessage,
            ErrorMessage = state.Error?.Message,
            ErrorCode = state.Error?.Code,
            CreationSource = deployment.CreationSource,
            CreatedBy = deployment.CreatedBy,
        };
    }
}
