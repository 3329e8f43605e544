namespace SpiceDeployments.Client.Testing.Endpoints;

internal sealed record ResumeBody(long DeploymentId);
