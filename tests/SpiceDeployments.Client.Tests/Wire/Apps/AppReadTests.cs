using System.Text.Json;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Apps;

public sealed class AppReadTests : AppTest
{
    private const string ApiKey = "123|0123456789abcdef";

    [Fact]
    public async Task GetAppAsync_EveryField_IsRead()
    {
        GivenApp(WireResponse.Example("app"));

        App app = await GetAppAsync();

        Assert.Equal(
            (123, "orders", "Orders of all shops", "private", "us-east-1", "c-1", "acme-1", "https://orders.example", "main", "managed"),
            (app.Id, app.Name, app.Description, app.Visibility, app.Region, app.ClusterId, app.ClusterName, app.Endpoint, app.ProductionBranch, app.Kind));
        Assert.Equal(new DateTimeOffset(2026, 1, 17, 15, 15, 3, TimeSpan.Zero).AddMicroseconds(739_699), app.CreatedAt);
        Assert.Equal([new("team", "retail"), new("tier", "1")], app.Tags!.OrderBy(tag => tag.Key));
        AppConfig config = app.Config!;
        Assert.Equal(
            ("ghcr.io/spiceai", "spiceai-enterprise", "2.3.2", "stable", "2.x", 2, "us-west-2", "default", 20.5),
            (config.Registry, config.Image, config.ImageTag, config.UpdateChannel, config.Version, config.Replicas, config.Region, config.NodeGroup, config.StorageSizeGb));
        Assert.Equal("orders", config.Spicepod?.GetProperty("name").GetString());
        Assert.Equal(new ResourceQuantities { Cpu = "2", Memory = "16Gi", EphemeralStorage = "10Gi" }, config.Resources?.Limits);
        Assert.Equal(new ResourceQuantities { Cpu = "1" }, config.Resources?.Requests);
        Assert.Equal((3, 40.0, "4Gi"), (config.Executor?.Replicas, config.Executor?.StorageSizeGb, config.Executor?.Resources?.Limits?.Memory));
    }

    [Theory]
    [InlineData("""{"id":123,"config":{"region":"us-west-2"}}""", "us-west-2")]
    [InlineData("""{"id":123,"region":null,"config":{"region":"us-west-2"}}""", "us-west-2")]
    [InlineData("""{"id":123,"region":"us-east-1","config":{"region":"us-west-2"}}""", "us-east-1")]
    [InlineData("""{"id":123,"config":{"region":null}}""", null)]
    [InlineData("""{"id":123}""", null)]
    public async Task GetAppAsync_Region_IsReadFromEitherPlace(string body, string? expected)
    {
        GivenApp(WireResponse.Json(body));

        Assert.Equal(expected, (await GetAppAsync()).Region);
    }

    [Theory]
    [InlineData("""{"id":"123","name":7,"tags":[],"config":[],"created_at":5}""")]
    [InlineData("""{"id":123,"name":null,"config":null,"created_at":"soon","unknown":{"id":1}}""")]
    [InlineData("""{"id":123,"tags":7,"config":{"spicepod":"text","replicas":{},"resources":7,"storage_size_gb":"NaN"}}""")]
    [InlineData("""{"id":123,"description":"\ud83d"}""")]
    public async Task GetAppAsync_FieldsOfOtherTypes_AreLeftOut(string body)
    {
        GivenApp(WireResponse.Json(body));

        App app = await GetAppAsync();

        Assert.Equal((123, null, null), (app.Id, app.CreatedAt, app.Description));
        Assert.Null(app.Tags);
        Assert.Null(app.Config?.Spicepod);
        Assert.Null(app.Config?.Replicas);
        Assert.Null(app.Config?.StorageSizeGb);
    }

    [Theory]
    [InlineData("null", "")]
    [InlineData("{}", "")]
    [InlineData("""{"a":"1","b":2,"c":{"d":3},"a":"4"}""", "a=1, b=2, c={\"d\":3}")]
    public async Task GetAppAsync_Tags_AreKept(string tags, string expected)
    {
        GivenApp(WireResponse.Json("{\"id\":123,\"tags\":" + tags + "}"));

        App app = await GetAppAsync();

        Assert.Equal(expected, string.Join(", ", app.Tags!.Select(tag => $"{tag.Key}={tag.Value}")));
    }

    [Theory]
    [InlineData("apps")]
    [InlineData("projects")]
    public async Task ListAppsAsync_EitherEnvelope_IsRead(string name)
    {
        GivenApps(WireResponse.Json($$"""{"{{name}}":[{"id":2,"name":"b"},{"name":"no id"},7,{"id":1,"name":"a"}]}"""));

        IReadOnlyList<App> apps = await Client.ListAppsAsync(CancellationToken);

        Assert.Equal([2, 1], apps.Select(app => app.Id));
        Assert.All(apps, app => Assert.Null(app.Config));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""{"apps":{}}""")]
    public async Task ListAppsAsync_OtherBody_Throws(string body)
    {
        GivenApps(WireResponse.Json(body));

        await Assert.ThrowsAsync<SpiceApiException>(() => Client.ListAppsAsync(CancellationToken));
    }

    [Fact]
    public async Task GetAppAsync_AnotherApp_Throws()
    {
        GivenApp(WireResponse.Json("""{"id":124}"""));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAppAsync);

        Assert.Contains("'id' must be 123, but is 124.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAppAsync_ApiKey_IsNotInTheApp()
    {
        GivenApp(AppResponse());

        App app = await GetAppAsync();

        Assert.Equal("App 123 (orders)", app.ToString());
        Assert.DoesNotContain(ApiKey, JsonSerializer.Serialize(app), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":123,"api_key":"123|0123456789abcdef" """)]
    [InlineData("""{"id":124,"api_key":"123|0123456789abcdef"}""")]
    [InlineData("""{"api_key_2" : "123|0123456789abcdef"}""")]
    [InlineData("""{"api_key":"123|0123456789abcdef""")]
    [InlineData("""{"error":"{\\"api_key\\":\\"123|0123456789abcdef\\"}"}""")]
    public async Task GetAppAsync_UnreadableResponseWithApiKey_IsRedacted(string body)
    {
        GivenApp(WireResponse.Json(body));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAppAsync);

        Assert.DoesNotContain("0123456789abcdef", exception + exception.ResponseBody, StringComparison.Ordinal);
        Assert.Contains("[redacted]", exception.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAppAsync_DeepSpicepod_IsRead()
    {
        string deep = string.Concat(Enumerable.Repeat("""{"a":""", 100)) + "1" + new string('}', 100);
        GivenApp(WireResponse.Json("{\"id\":123,\"config\":{\"spicepod\":" + deep + "}}"));

        Assert.NotNull((await GetAppAsync()).Config?.Spicepod);
    }
}
