using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary><c>created</c> as the deployments page means it: not yet queued.</summary>
public sealed class CreatedStatusTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_CreatedForAWhile_GoesOnToTheEnd()
    {
        App.ScriptNextDeployment().NotQueuedFor(TimeSpan.FromSeconds(40));
        var progress = new RecordedProgress();

        Deployment ended = await Clock.RunAsync(Client.DeployAsync(AppId, progress: progress, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, ended.Status);
        Assert.Contains(progress.Values, value => value is { PollCount: > 0, Deployment.Status: DeploymentStatus.Created });
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.CreatedStatusMeaning = CreatedStatusMeaning.NotYetQueued;
}
