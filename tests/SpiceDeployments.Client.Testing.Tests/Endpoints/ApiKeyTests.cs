using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class ApiKeyTests
{
    private const string Path = "/v1/apps/7/api-keys";

    [Fact]
    public async Task Get_KnownApp_ReturnsBothKeys()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        JsonElement keys = (await session.GetAsync("/v1/projects/7/api-keys")).Json;

        Assert.Matches("^7[|][0-9a-f]{32}$", keys.GetProperty("api_key").GetString());
        Assert.Equal(session.App.ApiKey, keys.GetProperty("api_key").GetString());
        Assert.NotEqual(session.App.ApiKey, keys.GetProperty("api_key_2").GetString());
    }

    [Theory]
    [InlineData(null, 1, true, false)]
    [InlineData("{}", 1, true, false)]
    [InlineData("""{"key_number":1}""", 1, true, false)]
    [InlineData("""{"key_number":2}""", 2, false, true)]
    [InlineData("""{"key_number":0}""", 0, true, true)]
    public async Task Post_Number_RegeneratesTheKey(string? json, int number, bool replacesFirst, bool replacesSecond)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonElement before = (await session.GetAsync(Path)).Json;

        JsonElement after = (await session.SendAsync(HttpMethod.Post, Path, json)).Json;

        Assert.Equal(number, after.GetProperty("regenerated_key").GetInt32());
        Assert.Equal(replacesFirst, before.GetProperty("api_key").GetString() != after.GetProperty("api_key").GetString());
        Assert.Equal(replacesSecond, before.GetProperty("api_key_2").GetString() != after.GetProperty("api_key_2").GetString());
        Assert.Equal(after.GetProperty("api_key").GetString(), (await session.GetAsync("/v1/apps/7")).Json.GetProperty("api_key").GetString());
    }

    [Fact]
    public async Task Post_OtherNumber_Returns400()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(400, (await session.SendAsync(HttpMethod.Post, Path, """{"key_number":3}""")).Status);
    }
}
