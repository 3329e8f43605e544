using System.Net;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior;

/// <summary>Deployments and exceptions carry the ids that are needed to continue.</summary>
public sealed class IdTests : EmulatorTest
{
    [Fact]
    public async Task EveryOperation_Deployment_HasTheAppId()
    {
        Deployment created = await Client.CreateAsync(AppId, cancellationToken: CancellationToken);
        Deployment deployment = await Client.GetAsync(AppId, created.Id, CancellationToken);
        Deployment listed = Assert.Single(await Client.ListAsync(AppId, cancellationToken: CancellationToken));
        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, created.Id, cancellationToken: CancellationToken));
        Deployment deployed = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));
        Deployment watched = await Client.WatchAsync(AppId, deployed.Id, cancellationToken: CancellationToken).SingleAsync(CancellationToken);

        Assert.Equal(Enumerable.Repeat(AppId, 6), new[] { created, deployment, listed, completed, deployed, watched }.Select(item => item.AppId));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task ListAsync_ErrorResponse_HasTheAppId(int status)
    {
        Cloud.Faults.OnList().Always().Fail(status, "No");

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(() => Clock.RunAsync(Client.ListAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal((status, AppId), ((int?)exception.StatusCode, exception.AppId));
    }

    [Fact]
    public async Task ListAsync_UnreadableResponse_HasTheAppId()
    {
        Cloud.Faults.OnList().RespondWithHtml(200);

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal((HttpStatusCode.OK, AppId), (exception.StatusCode, exception.AppId));
    }

    [Fact]
    public async Task ListAsync_ConnectionBroken_HasTheAppId()
    {
        Cloud.Faults.OnList().Always().ResetConnection();

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Clock.RunAsync(Client.ListAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal((null, AppId), (exception.StatusCode, exception.AppId));
    }

    [Fact]
    public async Task CreateAsync_Conflict_HasTheAppId()
    {
        App.StartDeployment();

        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(() => Client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(AppId, exception.AppId);
    }

    [Fact]
    public async Task CreateAsync_OutcomeUnknown_HasTheAppId()
    {
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnList().Always().RespondWithHtml();

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(
            () => Clock.RunAsync(Client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal((AppId, null), (exception.AppId, exception.DeploymentId));
    }

    [Fact]
    public async Task DeployAsync_Fails_HasBothIds()
    {
        App.ScriptNextDeployment().Fails();

        DeploymentFailedException exception = await Assert.ThrowsAsync<DeploymentFailedException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        AssertIds(exception);
    }

    [Fact]
    public async Task DeployAsync_TimesOut_HasBothIds()
    {
        App.ScriptNextDeployment().NeverCompletes();

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        AssertIds(exception);
    }

    [Fact]
    public async Task WaitForCompletionAsync_NoPollSucceeds_HasBothIds()
    {
        Cloud.Faults.OnList().Always().RespondWithHtml();

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, 7, cancellationToken: CancellationToken)));

        Assert.Equal((AppId, 7L, null), (exception.AppId, exception.DeploymentId, exception.Deployment));
    }

    [Fact]
    public async Task DeployAsync_Superseded_HasBothIds()
    {
        App.ScriptNextDeployment().NeverCompletes();
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(20), deploying);
        App.StartDeployment();

        DeploymentSupersededException exception = await Assert.ThrowsAsync<DeploymentSupersededException>(() => Clock.RunAsync(deploying));

        Assert.Equal((AppId, App.Deployments[1].Id), (exception.AppId, exception.DeploymentId));
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.ConflictRule = ConflictRule.WhileQueued;

    private void AssertIds(DeploymentException exception) =>
        Assert.Equal((AppId, Assert.Single(App.Deployments).Id), (exception.AppId, exception.DeploymentId));
}
