namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

internal sealed record ResumeBody(long DeploymentId);
