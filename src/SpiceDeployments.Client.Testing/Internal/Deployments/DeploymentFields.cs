namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The fields of a create request. A field that was not sent is <c>null</c>.</summary>
internal sealed record DeploymentFields(DeploymentValues Values, bool? Debug)
{
    public static DeploymentFields None { get; } = new(new DeploymentValues(), Debug: null);
}
