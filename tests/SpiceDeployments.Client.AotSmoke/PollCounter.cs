namespace SpiceDeployments.Client.AotSmoke;

/// <summary>Counts the polls of a wait, and writes the first one.</summary>
internal sealed class PollCounter(Action<string> write) : IProgress<DeploymentProgress>
{
    public int Count { get; private set; }

    public void Report(DeploymentProgress value)
    {
        Count++;
        if (Count is 1)
        {
            write($"first poll: deployment {value.Deployment.Id} {value.Deployment.RawStatus}");
        }
    }
}
