using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior;

/// <summary>A server from before September 2026, which does not support getting a deployment by its id.</summary>
public sealed class LegacyServerTests : EmulatorTest
{
    [Fact]
    public async Task GetAsync_Exists_FindsItInTheList()
    {
        long id = App.StartDeployment().Id;

        Assert.Equal(id, (await Client.GetAsync(AppId, id, CancellationToken)).Id);
        Assert.Equal("?limit=100", Cloud.Requests[^1].Query);
    }

    [Fact]
    public async Task GetAsync_NoSuchDeployment_ThrowsNotFound() =>
        await Assert.ThrowsAsync<DeploymentNotFoundException>(() => Client.GetAsync(AppId, 4711, CancellationToken));

    [Fact]
    public async Task DeployAsync_ListedLate_Succeeds()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(10));

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_NoSuchDeployment_ThrowsNotFoundAfterTheGracePeriod()
    {
        await Assert.ThrowsAsync<DeploymentNotFoundException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, 4711, cancellationToken: CancellationToken)));

        Assert.Equal(TimeSpan.FromSeconds(15), Clock.Elapsed);
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.SupportsGetById = false;
}
