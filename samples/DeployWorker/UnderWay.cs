namespace DeployWorker;

/// <summary>The two ids that are all it takes to go on waiting in another process.</summary>
internal sealed record UnderWay(long AppId, long DeploymentId)
{
    public override string ToString() => $"deployment {DeploymentId} of app {AppId}";
}
