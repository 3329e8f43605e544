using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DocsExamples;

public sealed class EmulatorTests
{
    [Fact]
    public async Task Deploy_WhenTheImageIsMissing_SaysWhy()
    {
        await using var cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        cloud.AddApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Failed to pull container image");
        using var client = new DeploymentsClient(new DeploymentsClientOptions
        {
            BaseAddress = cloud.BaseAddress,
            AccessToken = cloud.AccessToken,
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(10) },
        });

        var failure = await Assert.ThrowsAsync<DeploymentFailedException>(
            () => client.DeployAsync(42, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("Failed to pull container image", failure.Deployment.ErrorMessage);
    }
}
