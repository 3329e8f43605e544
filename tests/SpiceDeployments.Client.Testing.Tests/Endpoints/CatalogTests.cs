using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class CatalogTests
{
    [Fact]
    public async Task Regions_All_NameTheDefault()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(
            """
            {"regions":[{"name":"us-east-1","region":"us-east-1","provider":"aws","providerName":"Amazon Web Services","isDefault":true,"disabled":false,"cname":"us-east-1-prod-aws-data"},
            {"name":"us-west-2","region":"us-west-2","provider":"aws","providerName":"Amazon Web Services","isDefault":false,"disabled":false,"cname":"us-west-2-prod-aws-data"}],
            "default":"us-east-1"}
            """.ReplaceLineEndings(""),
            (await session.GetAsync("/v1/regions?env=prod")).Text);
        Assert.Equal(400, (await session.GetAsync("/v1/regions?env=moon")).Status);
    }

    [Theory]
    [InlineData("", "2.3.2 stable, 2.3.1 stable, 2.3.2-enterprise enterprise", "2.3.2")]
    [InlineData("?channel=stable", "2.3.2 stable, 2.3.1 stable", "2.3.2")]
    [InlineData("?channel=enterprise", "2.3.2-enterprise enterprise", "2.3.2-enterprise")]
    public async Task Images_Channel_IsFiltered(string query, string expected, string defaultTag)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        JsonElement list = (await session.GetAsync("/v1/container-images" + query)).Json;

        Assert.Equal(expected, string.Join(", ", list.GetProperty("images").EnumerateArray().Select(image => $"{image.GetProperty("tag")} {image.GetProperty("channel")}")));
        Assert.Equal(defaultTag, list.GetProperty("default").GetString());
    }

    [Fact]
    public async Task Images_UnknownChannel_Returns400()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(400, (await session.GetAsync("/v1/container-images?channel=none")).Status);
    }
}
