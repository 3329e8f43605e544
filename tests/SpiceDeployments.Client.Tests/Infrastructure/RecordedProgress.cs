namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Keeps what it is told, at once and in order, as <see cref="Progress{T}"/> does not.</summary>
internal sealed class RecordedProgress : IProgress<DeploymentProgress>
{
    public List<DeploymentProgress> Values { get; } = [];

    public void Report(DeploymentProgress value) => Values.Add(value);
}
