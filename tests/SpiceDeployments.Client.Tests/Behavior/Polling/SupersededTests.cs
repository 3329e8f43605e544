using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>The status <c>created</c> as newer servers define it: replaced by a newer deployment.</summary>
public sealed class SupersededTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_ReplacedByNewerDeployment_ThrowsSuperseded()
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
    public async Task WaitForCompletionAsync_SupersededLongAgo_ReturnsAfterTheFirstPoll()
    {
        EmulatedDeployment replaced = App.StartDeployment();
        Clock.Advance(TimeSpan.FromSeconds(6));
        App.StartDeployment();

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, replaced.Id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Superseded, completed.Status);
        Assert.True(completed.IsTerminal);
        Assert.Single(Cloud.Requests);
    }

    [Fact]
    public async Task DeployAsync_CreatedAfterQueued_ThrowsSuperseded()
    {
        App.ScriptNextDeployment().NeverCompletes();
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(20), deploying);
        App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromHours(1)));

        await Assert.ThrowsAsync<DeploymentSupersededException>(() => Clock.RunAsync(deploying));

        Assert.Equal(TimeSpan.FromSeconds(35), Clock.Elapsed);
    }

    [Fact]
    public async Task WaitForCompletionAsync_CreatedAfterInProgress_IsSuperseded()
    {
        long id = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(3)).NeverCompletes()).Id;
        Task<Deployment> waiting = Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(6), waiting);
        App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromHours(1)));

        Deployment completed = await Clock.RunAsync(waiting);

        Assert.Equal(DeploymentStatus.Superseded, completed.Status);
        Assert.Equal([0, 5, 15], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_NewerDeployment_Succeeds()
    {
        App.StartDeployment();
        Clock.Advance(TimeSpan.FromSeconds(6));
        long newer = App.StartDeployment().Id;

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, newer, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.ConflictRule = ConflictRule.WhileQueued;
}
