using SpiceDeployments.Client.Wire.Tests.Infrastructure;

namespace SpiceDeployments.Client.Wire.Tests.Requests;

public sealed class BaseAddressTests : WireTest
{
    [Theory]
    [InlineData("", "/v1/apps/123/deployments")]
    [InlineData("/", "/v1/apps/123/deployments")]
    [InlineData("/gateway", "/gateway/v1/apps/123/deployments")]
    [InlineData("/gateway/", "/gateway/v1/apps/123/deployments")]
    public async Task BaseAddress_AnyPath_StandsBeforeTheApis(string path, string expected)
    {
        DeploymentsClient client = CreateClient(options => options.BaseAddress = new Uri(Server.Url + path));

        await Record.ExceptionAsync(() => client.ListAsync(AppId, cancellationToken: Cancellation));

        Assert.Equal(expected, Assert.Single(Sent).Target);
    }
}
