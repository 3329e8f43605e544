namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class CreatedByFormatTests
{
    [Theory]
    [InlineData(CreatedByFormat.Null, "null")]
    [InlineData(CreatedByFormat.Text, "\"user@example.com\"")]
    [InlineData(CreatedByFormat.Number, "189569576")]
    [InlineData(CreatedByFormat.Absent, null)]
    public async Task CreatedBy_Format_SelectsTheJson(CreatedByFormat format, string? expected)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.CreatedByFormat = format);

        ApiResponse created = await session.CreateAsync();

        Assert.Equal(expected, created.Json.TryGetProperty("created_by", out System.Text.Json.JsonElement createdBy) ? createdBy.GetRawText() : null);
        Assert.Equal("user@example.com", session.App.Deployments[0].CreatedBy);
    }
}
