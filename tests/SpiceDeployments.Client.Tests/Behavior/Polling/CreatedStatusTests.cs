using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>The status <c>created</c> as the deployments page defines it: not yet queued.</summary>
public sealed class CreatedStatusTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_CreatedStatusForAWhile_ContinuesPolling()
    {
        App.ScriptNextDeployment().NotQueuedFor(TimeSpan.FromSeconds(40));
        var progress = new RecordedProgress();

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, progress: progress, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.Contains(progress.Values, value => value is { PollCount: > 0, Deployment.Status: DeploymentStatus.Created });
    }

    [Fact]
    public async Task GetAsync_NewestDeploymentIsCreated_IsNotSuperseded()
    {
        long id = App.StartDeployment(script: new DeploymentScript().NotQueuedFor(TimeSpan.FromSeconds(40))).Id;

        Deployment deployment = await Client.GetAsync(AppId, id, CancellationToken);

        Assert.Equal((DeploymentStatus.Created, null), (deployment.Status, deployment.SupersededById));
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.CreatedStatusMeaning = CreatedStatusMeaning.NotYetQueued;
}
