namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>A new deployment as some servers answer a create.</summary>
internal sealed record PartialDeploymentBody(long Id, string Status, DateTimeOffset CreatedAt, string? ImageTag, int? Replicas)
{
    public static PartialDeploymentBody Of(EmulatedDeployment deployment) =>
        new(deployment.Id, deployment.Status, deployment.CreatedAt, deployment.ImageTag, deployment.Replicas);
}
