namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The <c>error_message</c> and <c>error_code</c> of a deployment.</summary>
internal sealed record DeploymentError(string Message, string? Code);
