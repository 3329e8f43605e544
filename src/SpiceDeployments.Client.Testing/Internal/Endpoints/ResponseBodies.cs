using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The bodies of the responses.</summary>
internal static class ResponseBodies
{
    public sealed record Health(string Status, DateTimeOffset Timestamp);

    public sealed record Token(string AccessToken, string TokenType, long ExpiresIn);

    public sealed record ResumedApp(long DeploymentId);

    public sealed record AppList(IReadOnlyList<App> Apps);

    public sealed record App(
        long Id,
        string Name,
        DateTimeOffset CreatedAt,
        string? Description,
        string? Visibility,
        string? ProductionBranch,
        string? ImageTag,
        int? Replicas,
        string? UpdateChannel)
    {
        public static App From(EmulatedApp app)
        {
            AppSettings settings = app.Settings;
            return new App(
                app.Id,
                app.Name,
                app.CreatedAt,
                settings.Description,
                settings.Visibility,
                settings.ProductionBranch,
                settings.ImageTag,
                settings.Replicas,
                settings.UpdateChannel);
        }
    }

    public sealed record DeploymentList(IReadOnlyList<Deployment> Deployments);

    /// <summary>A new deployment in the response of some servers to a create.</summary>
    public sealed record PartialDeployment(long Id, string Status, DateTimeOffset CreatedAt, string? ImageTag, int? Replicas)
    {
        public static PartialDeployment From(EmulatedDeployment deployment) =>
            new(deployment.Id, deployment.Status, deployment.CreatedAt, deployment.ImageTag, deployment.Replicas);
    }

    public sealed record Deployment
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

        public static Deployment From(EmulatedDeployment deployment)
        {
            DeploymentLifecycle.State state = deployment.State;
            DeploymentFields fields = deployment.Fields;
            return new Deployment
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
}
