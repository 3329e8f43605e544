using SpiceDeployments.Client;

namespace DeployAndWait;

/// <summary>Remembers the deployment as it was last seen, and passes the progress on.</summary>
internal sealed class ProgressRecorder(IProgress<DeploymentProgress> next) : IProgress<DeploymentProgress>
{
    public Deployment? Latest { get; private set; }

    public void Report(DeploymentProgress value)
    {
        Latest = value.Deployment;
        next.Report(value);
    }
}
