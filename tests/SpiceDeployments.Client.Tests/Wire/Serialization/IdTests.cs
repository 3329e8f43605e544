using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class IdTests : WireTest
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("2147483648", 2147483648)]
    [InlineData("9007199254740993", 9007199254740993)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("\"1\"", 1)]
    [InlineData("\"9007199254740993\"", 9007199254740993)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    public async Task Id_NumberOrString_IsRead(string json, long expected) =>
        Assert.Equal(expected, (await ListOneAsync($$"""{"status":"queued","id":{{json}}}""")).Id);

    [Fact]
    public async Task Id_StringInCreateResponse_IsRead()
    {
        GivenCreate(WireResponse.Json("""{"id":"67891"}""", status: 202));

        Assert.Equal(67891, (await CreateAsync()).Id);
    }
}
