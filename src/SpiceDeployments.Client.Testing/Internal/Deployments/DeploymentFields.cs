namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The fields of a create request. A field that was not sent is <c>null</c>.</summary>
internal sealed record DeploymentFields
{
    public string? ImageTag { get; init; }

    public string? Channel { get; init; }

    public int? Replicas { get; init; }

    public string? Branch { get; init; }

    public string? CommitSha { get; init; }

    public string? CommitMessage { get; init; }

    public bool? Debug { get; init; }
}
