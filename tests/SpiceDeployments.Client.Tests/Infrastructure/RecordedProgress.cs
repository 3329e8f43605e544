namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Records the reports synchronously and in order, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class RecordedProgress : IProgress<DeploymentProgress>
{
    public List<DeploymentProgress> Values { get; } = [];

    public void Report(DeploymentProgress value) => Values.Add(value);
}
