using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Apps;

public sealed class FindAppTests : AppTest
{
    [Theory]
    [InlineData("orders")]
    [InlineData("ORDERS")]
    [InlineData("  Orders\n")]
    public async Task FindAppAsync_AnyCase_ReturnsTheApp(string name)
    {
        GivenApps(WireResponse.Json("""{"apps":[{"id":1,"name":"orders-2"},{"id":2,"name":"Orders"}]}"""));

        Assert.Equal(2, (await Client.FindAppAsync(name, CancellationToken)).Id);
    }

    [Theory]
    [InlineData(null, "The organization of the credentials has no app named 'sales'. 1 app is accessible; check the name.")]
    [InlineData("acme", "Organization 'acme' has no app named 'sales'. 1 app is accessible; check the name.")]
    public async Task FindAppAsync_NoSuchApp_NamesTheOrganization(string? organization, string expected)
    {
        GivenApps(WireResponse.Json("""{"apps":[{"id":1,"name":"orders"}]}"""));
        DeploymentsClient client = CreateClient(options => options.Organization = organization);

        AppNotFoundException exception = await Assert.ThrowsAsync<AppNotFoundException>(() => client.FindAppAsync("sales", CancellationToken));

        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public async Task FindAppAsync_NoApps_AdvisesToCheckTheOrganization()
    {
        GivenApps(WireResponse.Json("""{"apps":[]}"""));

        AppNotFoundException exception = await Assert.ThrowsAsync<AppNotFoundException>(() => Client.FindAppAsync("sales", CancellationToken));

        Assert.EndsWith("No app is accessible: check the organization (SPICE_CLOUD_ORG) and the credentials.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task FindAppAsync_BlankName_Throws(string? name)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.FindAppAsync(name!, CancellationToken));

        Assert.Empty(Requests);
    }
}
