namespace SpiceDeployments.Client.AotSmoke;

/// <summary>Counts the looks of a wait, and tells of the first one.</summary>
internal sealed class Looks(Action<string> tell) : IProgress<DeploymentProgress>
{
    public int Count { get; private set; }

    public void Report(DeploymentProgress value)
    {
        Count++;
        if (Count is 1)
        {
            tell($"first look: deployment {value.Deployment.Id} {value.Deployment.RawStatus}");
        }
    }
}
