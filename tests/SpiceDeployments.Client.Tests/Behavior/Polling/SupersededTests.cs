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

    /// <summary>The newer deployment is not listed. One poll that returns <c>created</c> may be a stale read, two in a row are not.</summary>
    [Fact]
    public async Task DeployAsync_CreatedTwiceAfterQueued_ThrowsSuperseded()
    {
        App.ScriptNextDeployment().NeverCompletes();
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(20), deploying);
        App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromHours(1)));

        DeploymentSupersededException exception = await Assert.ThrowsAsync<DeploymentSupersededException>(() => Clock.RunAsync(deploying));

        Assert.Null(exception.Deployment?.SupersededById);
        Assert.Equal([5, 15, 35, 65], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_CreatedTwiceAfterInProgress_IsSuperseded()
    {
        long id = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(3)).NeverCompletes()).Id;
        Task<Deployment> waiting = Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(6), waiting);
        App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromHours(1)));

        Deployment completed = await Clock.RunAsync(waiting);

        Assert.Equal(DeploymentStatus.Superseded, completed.Status);
        Assert.Equal([0, 5, 15, 35], GetRequestTimes("GET"));
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

    [Fact]
    public async Task ListAsync_ReplacedDeployment_IsSuperseded()
    {
        (long replaced, long newer) = StartTwo();

        IReadOnlyList<Deployment> list = await Client.ListAsync(AppId, cancellationToken: CancellationToken);

        Deployment deployment = Assert.Single(list, deployment => deployment.Id == replaced);
        Assert.Equal((DeploymentStatus.Superseded, "created", newer), (deployment.Status, deployment.RawStatus, deployment.SupersededById));
    }

    [Fact]
    public async Task GetAsync_ReplacedDeployment_IsSuperseded()
    {
        (long replaced, long newer) = StartTwo();

        Deployment deployment = await Client.GetAsync(AppId, replaced, CancellationToken);

        Assert.Equal((DeploymentStatus.Superseded, "created", newer), (deployment.Status, deployment.RawStatus, deployment.SupersededById));
        Assert.Equal([$"/v1/apps/42/deployments/{replaced}", "/v1/apps/42/deployments"], Cloud.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData(0, DeploymentStatus.Queued)]
    [InlineData(10, DeploymentStatus.InProgress)]
    [InlineData(100, DeploymentStatus.Succeeded)]
    public async Task GetAsync_OtherStatus_SendsOneRequest(int age, DeploymentStatus status)
    {
        long id = App.StartDeployment().Id;
        Clock.Advance(TimeSpan.FromSeconds(age));

        Deployment deployment = await Client.GetAsync(AppId, id, CancellationToken);

        Assert.Equal((status, null), (deployment.Status, deployment.SupersededById));
        Assert.Single(Cloud.Requests);
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.ConflictRule = ConflictRule.WhileQueued;

    /// <summary>Starts a deployment, and another one that replaces it.</summary>
    private (long Replaced, long Newer) StartTwo()
    {
        long replaced = App.StartDeployment().Id;
        Clock.Advance(TimeSpan.FromSeconds(6));
        return (replaced, App.StartDeployment().Id);
    }
}
