using DocsExamples;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

public sealed class ResumingTests
{
    [Fact]
    public async Task Resuming_AsItStands_WaitsForTheSameDeploymentAgain()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp app = cloud.AddApp(42);
        app.NextDeployment().QueuedFor(TimeSpan.Zero).NeverEnds();
        using var client = new DeploymentsClient(new DeploymentsClientOptions
        {
            BaseAddress = cloud.BaseAddress,
            AccessToken = cloud.AccessToken,
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(10), Timeout = TimeSpan.FromMilliseconds(20) },
        });
        var resuming = new ResumedClient(client, () => app.Deployments.Single().SucceedNow());

        Deployment deployment = await Resuming.DeployAsync(resuming, 42);

        Assert.Equal(DeploymentStatus.Succeeded, deployment.Status);
        Assert.Equal(Assert.Single(app.Deployments).Id, deployment.Id);
    }
}
