using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class CreatedByTests : WireTest
{
    [Theory]
    [InlineData("""{"id":1,"created_by":"user@example.com"}""", "user@example.com")]
    [InlineData("""{"id":1,"created_by":""}""", "")]
    [InlineData("""{"id":1,"created_by":123}""", "123")]
    [InlineData("""{"id":1,"created_by":9223372036854775807}""", "9223372036854775807")]
    [InlineData("""{"id":1,"created_by":-1.50}""", "-1.50")]
    [InlineData("""{"id":1,"created_by":null}""", null)]
    [InlineData("""{"id":1}""", null)]
    [InlineData("""{"id":1,"created_by":{"id":123}}""", null)]
    [InlineData("""{"id":1,"created_by":["user@example.com"]}""", null)]
    public async Task CreatedBy_AnyForm_IsRead(string json, string? expected) => Assert.Equal(expected, (await ListOneAsync(json)).CreatedBy);
}
