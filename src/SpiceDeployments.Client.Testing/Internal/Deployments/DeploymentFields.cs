namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>What the body of a create asks for; what is null was not sent.</summary>
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
