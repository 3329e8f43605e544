using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Http;

public sealed class ListRequestTests : WireTest
{
    public ListRequestTests() => GivenList(WireResponse.List());

    public static TheoryData<int?, DeploymentStatus?, string> Queries => new()
    {
        { null, null, "" },
        { 1, null, "?limit=1" },
        { 100, null, "?limit=100" },
        { null, DeploymentStatus.Created, "?status=created" },
        { null, DeploymentStatus.Queued, "?status=queued" },
        { null, DeploymentStatus.InProgress, "?status=in_progress" },
        { null, DeploymentStatus.Succeeded, "?status=succeeded" },
        { null, DeploymentStatus.Failed, "?status=failed" },
        { 5, DeploymentStatus.InProgress, "?limit=5&status=in_progress" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task ListAsync_Options_SendsOnlyWhatIsSet(int? limit, DeploymentStatus? status, string expected)
    {
        await Client.ListAsync(AppId, new ListDeploymentsOptions { Limit = limit, Status = status }, CancellationToken);

        Assert.Equal("/v1/apps/123/deployments" + expected, Assert.Single(Requests).Target);
    }

    [Fact]
    public async Task ListAsync_NoOptions_SendsOneGetWithoutQueryAndBody()
    {
        await ListAsync();

        WireRequest request = Assert.Single(Requests);
        Assert.Equal(("GET", "/v1/apps/123/deployments", null), (request.Method, request.Target, request.Body));
    }

    [Fact]
    public async Task ListAsync_AppIdOf64Bits_IsInThePath()
    {
        await Assert.ThrowsAsync<SpiceApiException>(() => Client.ListAsync(long.MaxValue, cancellationToken: CancellationToken));

        Assert.Equal("/v1/apps/9223372036854775807/deployments", Assert.Single(Requests).Target);
    }
}
