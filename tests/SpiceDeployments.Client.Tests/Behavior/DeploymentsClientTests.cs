using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior;

public sealed class DeploymentsClientTests : EmulatorTest
{
    [Fact]
    public async Task ListAsync_NoOptions_ReturnsTheNewest20NewestFirst()
    {
        CompleteDeployments(25);

        IReadOnlyList<Deployment> list = await Client.ListAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal(App.Deployments.Take(20).Select(deployment => deployment.Id), list.Select(deployment => deployment.Id));
    }

    [Fact]
    public async Task ListAsync_LimitAndStatus_ReturnsThose()
    {
        CompleteDeployments(25);
        App.StartDeployment().Fail();

        IReadOnlyList<Deployment> succeeded = await Client.ListAsync(
            AppId, new ListDeploymentsOptions { Limit = 100, Status = DeploymentStatus.Succeeded }, CancellationToken);
        IReadOnlyList<Deployment> failed = await Client.ListAsync(AppId, new ListDeploymentsOptions { Status = DeploymentStatus.Failed }, CancellationToken);

        Assert.Equal(25, succeeded.Count);
        Assert.Equal(DeploymentStatus.Failed, Assert.Single(failed).Status);
    }

    [Fact]
    public async Task ListAsync_AppWithoutDeployments_IsEmpty() => Assert.Empty(await Client.ListAsync(AppId, cancellationToken: CancellationToken));

    [Fact]
    public async Task GetAsync_Exists_ReturnsItWithOneRequest()
    {
        long id = App.StartDeployment().Id;

        Assert.Equal(id, (await Client.GetAsync(AppId, id, CancellationToken)).Id);
        Assert.Single(Cloud.Requests);
    }

    [Fact]
    public async Task GetAsync_NoSuchDeployment_ThrowsNotFound()
    {
        DeploymentNotFoundException exception = await Assert.ThrowsAsync<DeploymentNotFoundException>(() => Client.GetAsync(AppId, 4711, CancellationToken));

        Assert.Equal((AppId, 4711L), (exception.AppId, exception.DeploymentId));
    }

    [Fact]
    public async Task GetAsync_NoSuchApp_ThrowsAppNotFound()
    {
        AppNotFoundException exception = await Assert.ThrowsAsync<AppNotFoundException>(() => Client.GetAsync(999, 1, CancellationToken));

        Assert.EndsWith("App with ID 999 not found.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_AppOfAnotherOrganization_ThrowsAppNotFound()
    {
        App.InOrganization("acme");
        using DeploymentsClient client = CreateClient(options => options.AccessToken = Cloud.IssueOrganizationToken("globex", [.. SpiceScopes.All]));

        AppNotFoundException exception = await Assert.ThrowsAsync<AppNotFoundException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, exception.StatusCode);
    }

    private void CompleteDeployments(int count)
    {
        for (int i = 0; i < count; i++)
        {
            App.StartDeployment().CompleteSuccessfully();
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
