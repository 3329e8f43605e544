namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>A progress handler that blocks its thread until the others are done.</summary>
internal sealed class BlockingProgress(CountdownEvent others) : IProgress<DeploymentProgress>
{
    /// <summary>Far more than the others need; only where they wait for this handler it passes.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

    public bool OthersWereDone { get; private set; }

    public void Report(DeploymentProgress value) => OthersWereDone = others.Wait(HangTimeout, TestContext.Current.CancellationToken);
}
