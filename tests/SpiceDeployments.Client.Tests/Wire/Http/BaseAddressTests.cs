using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Http;

public sealed class BaseAddressTests : WireTest
{
    [Theory]
    [InlineData("", "/v1/apps/123/deployments")]
    [InlineData("/", "/v1/apps/123/deployments")]
    [InlineData("/gateway", "/gateway/v1/apps/123/deployments")]
    [InlineData("/gateway/", "/gateway/v1/apps/123/deployments")]
    public async Task BaseAddress_AnyPath_PrecedesThePathOfTheApi(string path, string expected)
    {
        DeploymentsClient client = CreateClient(options => options.BaseAddress = new Uri(Server.Url + path));

        await Record.ExceptionAsync(() => client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(expected, Assert.Single(Requests).Target);
    }
}
