using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary><c>created</c> as newer servers mean it: replaced by a newer deployment.</summary>
public sealed class SupersededTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_ReplacedByANewerDeployment_ThrowsSuperseded()
    {
        App.ScriptNextDeployment().NeverCompletes();
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(20), deploying);
        App.StartDeployment();

        DeploymentSupersededException exception = await Assert.ThrowsAsync<DeploymentSupersededException>(() => Clock.RunAsync(deploying));

        Assert.Equal((DeploymentStatus.Superseded, "created"), (exception.Deployment?.Status, exception.Deployment?.RawStatus));
        Assert.Equal($"Deployment {exception.DeploymentId} was superseded by deployment {App.Deployments[0].Id} before it completed.", exception.Message);
        Assert.Equal(TimeSpan.FromSeconds(35), Clock.Elapsed);
    }

    [Fact]
    public async Task WaitForCompletionAsync_SupersededLongAgo_ReturnsAtTheFirstLook()
    {
        EmulatedDeployment replaced = App.StartDeployment();
        Clock.Advance(TimeSpan.FromSeconds(6));
        App.StartDeployment();

        Deployment ended = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, replaced.Id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Superseded, ended.Status);
        Assert.True(ended.IsTerminal);
        Assert.Single(Cloud.Requests);
    }

    [Fact]
    public async Task DeployAsync_CreatedAgainAfterItWasQueued_IsSupersededThoughTheNewerOneDoesNotShowYet()
    {
        App.ScriptNextDeployment().NeverCompletes();
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(20), deploying);
        App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromHours(1)));

        await Assert.ThrowsAsync<DeploymentSupersededException>(() => Clock.RunAsync(deploying));

        Assert.Equal(TimeSpan.FromSeconds(35), Clock.Elapsed);
    }

    [Fact]
    public async Task WaitForCompletionAsync_CreatedAgainAfterItWasQueuedAndInProgress_IsSupersededThoughTheNewerOneDoesNotShowYet()
    {
        long id = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(3)).NeverCompletes()).Id;
        Task<Deployment> waiting = Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(6), waiting);
        App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromHours(1)));

        Deployment ended = await Clock.RunAsync(waiting);

        Assert.Equal(DeploymentStatus.Superseded, ended.Status);
        Assert.Equal([0, 5, 15], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_TheNewerDeploymentItself_Succeeds()
    {
        App.StartDeployment();
        Clock.Advance(TimeSpan.FromSeconds(6));
        long newer = App.StartDeployment().Id;

        Deployment ended = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, newer, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, ended.Status);
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.ConflictRule = ConflictRule.WhileQueued;
}
