using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class UnknownFieldTests : WireTest
{
    public static TheoryData<string> Shapes => new(
        "null", "true", "1", "1.5e300", "\"text\"", "{}", "[]", "[1,[2,[3]]]", "{\"id\":2,\"status\":\"failed\",\"deployments\":[null]}");

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task UnknownField_InADeployment_IsIgnored(string json) =>
        Assert.Equal(
            new Deployment { AppId = AppId, Id = 1, RawStatus = "queued" },
            await ListOneAsync($$"""{"region":{{json}},"id":1,"Status":{{json}},"status":"queued","createdAt":{{json}}}"""));

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task UnknownField_BesideTheList_IsIgnored(string json)
    {
        GivenList(WireResponse.Json($$"""{"total":{{json}},"deployments":[{"id":1}],"next":{{json}}}"""));

        Assert.Equal(new Deployment { AppId = AppId, Id = 1 }, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task ListAsync_EmptyList_IsEmpty()
    {
        GivenList(WireResponse.List());

        Assert.Empty(await ListAsync());
    }
}
