namespace DeployWorker;

/// <summary>A deployment that was begun. With the two ids any process can go on waiting for it.</summary>
/// <param name="AppId">The app.</param>
/// <param name="BegunAt">When, by this machine's clock.</param>
/// <param name="DeploymentId">Null: the service was asked for it and has not answered, so there may be one or not.</param>
internal sealed record UnderWay(long AppId, DateTimeOffset BegunAt, long? DeploymentId = null)
{
    public override string ToString() => $"deployment {DeploymentId} of app {AppId}";
}
