using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class UpdateAppTests
{
    private const string AppPath = "/v1/apps/7";

    [Fact]
    public async Task Put_EverySetting_IsStoredAndReturned()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await PutAsync(
            session,
            """
            {"description":"Sales","visibility":"public","production_branch":"main","tags":{"team":"data"},"region":"us-west-2","spicepod":{"version":"v1"},"registry":"r",
            "image":"i","image_tag":"2.4.0","update_channel":"nightly","version":"2.x","replicas":0,"resources":{"limits":{"cpu":"2","memory":"16Gi"}},
            "executor":{"replicas":2},"node_group":"g","storage_size_gb":1.5,"storage_claim_size_gb":2}
            """);

        Assert.Equal(200, response.Status);
        Assert.Equal(response.Text, (await session.GetAsync(AppPath)).Text);
        Assert.EndsWith(
            """
            "tags":{"team":"data"},"production_branch":"main","config":{"spicepod":{"version":"v1"},"registry":"r","image":"i","image_tag":"2.4.0","update_channel":"nightly",
            "version":"2.x","replicas":0,"resources":{"limits":{"cpu":"2","memory":"16Gi"}},"executor":{"replicas":2},"region":"us-west-2","node_group":"g",
            "storage_size_gb":1.5,"storage_claim_size_gb":2}}
            """.ReplaceLineEndings(""),
            response.Text,
            StringComparison.Ordinal);
        Assert.Equal(("Sales", "public"), (session.App.Settings.Description, session.App.Settings.Visibility));
        Assert.Equal("us-west-2-prod-aws-data", response.Json.GetProperty("cname").GetString());
    }

    [Fact]
    public async Task Put_OneField_KeepsTheOthers()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithTags(("team", "data")).WithSpicepod("version: v1").WithSettings(settings => settings with { ProductionBranch = "main", Description = "Sales" });
        EmulatedAppSettings before = session.App.Settings;

        await PutAsync(session, """{"description":"Support","name":"other","unknown":1}""");

        Assert.Equal(before with { Description = "Support" }, session.App.Settings);
        Assert.Equal("app-7", session.App.Name);
    }

    [Fact]
    public async Task Put_TagsAndSpicepod_AreReplacedWhole()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithTags(("team", "data")).WithSpicepod("""{"version":"v1","name":"old"}""");

        await PutAsync(session, """{"tags":{"env":"prod"},"spicepod":{"version":"v2"}}""");

        Assert.Equal("env", Assert.Single(session.App.Settings.Tags).Key);
        Assert.Equal("""{"version":"v2"}""", session.App.Settings.Spicepod?.GetRawText());
    }

    [Fact]
    public async Task Put_NullImageTag_ClearsIt()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await PutAsync(session, """{"image_tag":null,"update_channel":"preview"}""");

        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("config").GetProperty("image_tag").ValueKind);
        Assert.Null(session.App.Settings.ImageTag);
        Assert.Equal(JsonValueKind.Null, (await session.CreateAsync()).Json.GetProperty("image_tag").ValueKind);
    }

    [Fact]
    public async Task Put_AnySetting_CreatesNoDeployment()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        await PutAsync(session, """{"spicepod":"version: v2","replicas":2}""");

        Assert.Empty(session.App.Deployments);
    }

    [Theory]
    [InlineData("""{"visibility":"secret"}""", "visibility", "Invalid enum value. Expected 'public' | 'private', received 'secret'")]
    [InlineData("""{"description":5}""", "description", "Expected string, received number")]
    [InlineData("""{"description":null}""", "description", "Expected string, received null")]
    [InlineData("""{"replicas":"2"}""", "replicas", "Expected number, received string")]
    [InlineData("""{"replicas":11}""", "replicas", "Number must be less than or equal to 10")]
    [InlineData("""{"replicas":-1}""", "replicas", "Number must be greater than or equal to 0")]
    [InlineData("""{"region":"mars"}""", "region", "Invalid enum value. Expected 'us-east-1' | 'us-west-2', received 'mars'")]
    [InlineData("""{"update_channel":"internal"}""", "update_channel", "Invalid enum value. Expected 'stable' | 'preview' | 'nightly', received 'internal'")]
    [InlineData("""{"resources":[]}""", "resources", "Expected object, received array")]
    [InlineData("""{"storage_size_gb":"5"}""", "storage_size_gb", "Expected number, received string")]
    [InlineData("""{"spicepod":7}""", "spicepod", "Expected object, received number")]
    [InlineData("""{"spicepod":null}""", "spicepod", "Expected object, received null")]
    [InlineData("""{"spicepod":{"name":"\ud83d"}}""", "spicepod", "Invalid Unicode in string")]
    [InlineData("""{"spicepod":{"\ud83d":1}}""", "spicepod", "Invalid Unicode in string")]
    [InlineData("""{"spicepod":"{\"name\":\"\\ud83d\"}"}""", "spicepod", "Invalid Unicode in string")]
    [InlineData("""{"executor":{"a":["\ud83d"]}}""", "executor", "Invalid Unicode in string")]
    [InlineData("""{"tags":["a"]}""", "tags", "Expected object, received array")]
    [InlineData("""{"tags":{"a":1}}""", "tags", "Expected string, received number")]
    [InlineData("""{"tags":{"1a":""}}""", "tags", "Invalid tag key '1a'")]
    [InlineData("""{"tags":{"a":"x/y"}}""", "tags", "The value of tag 'a' must contain only letters, digits, '_', '@' and '-'")]
    public async Task Put_InvalidField_Returns400AndChangesNothing(string json, string field, string error)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        EmulatedAppSettings before = session.App.Settings;

        ApiResponse response = await PutAsync(session, json);

        Assert.Equal(400, response.Status);
        JsonProperty only = Assert.Single(response.Json.GetProperty("details").GetProperty("fieldErrors").EnumerateObject());
        Assert.Equal((field, error), (only.Name, Assert.Single(only.Value.EnumerateArray()).GetString()));
        Assert.Equal(before, session.App.Settings);
    }

    [Fact]
    public async Task Put_TagsAtTheLimit_AreAccepted()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string key = "k" + new string('/', 62);
        string value = new('@', 256);

        Assert.Equal(200, (await PutAsync(session, $$$"""{"tags":{"{{{key}}}":"{{{value}}}","empty":""}}""")).Status);
        Assert.Equal(400, (await PutAsync(session, $$$"""{"tags":{"{{{key}}}/":""}}""")).Status);
        Assert.Equal(400, (await PutAsync(session, $$$"""{"tags":{"a":"{{{value}}}@"}}""")).Status);
    }

    [Fact]
    public async Task Put_Cluster_Returns400()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal("Cluster 'east' not found", (await PutAsync(session, """{"cluster_name":"east"}""")).Error);
        Assert.Equal(200, (await PutAsync(session, """{"cluster_name":null}""")).Status);
        Assert.Equal(400, (await PutAsync(session, """{"cluster_name":1}""")).Status);
    }

    [Fact]
    public async Task Put_BodyOverLimit_Returns413()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await PutAsync(session, $$"""{"spicepod":"{{new string('a', 1024 * 1024)}}"}""");

        Assert.Equal(413, response.Status);
    }

    [Theory]
    [InlineData("""{"spicepod":{"version":"v1","kind":"Spicepod"}}""", AppState.Ready)]
    [InlineData("""{"spicepod":{"version":"v1beta1"}}""", AppState.InvalidSpicepod)]
    [InlineData("""{"spicepod":{"kind":"Cake"}}""", AppState.InvalidSpicepod)]
    [InlineData("""{"spicepod":{"version":2}}""", AppState.InvalidSpicepod)]
    public async Task Put_Spicepod_DeterminesState(string json, AppState state)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithState(AppState.WithoutSpicepod);

        Assert.Equal(200, (await PutAsync(session, json)).Status);

        Assert.Equal(state, session.App.State);
        Assert.Equal(state is AppState.Ready ? 202 : 400, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Put_ConnectedApp_RejectsOnlyAnotherSpicepod()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ConnectedTo("acme/quickstart").WithSpicepod("""{"version":"v2","name":"a","tags":[1,{"b":true}]}""");

        ApiResponse equal = await PutAsync(session, """{"spicepod":"name: a\ntags: [1, {b: true}]\nversion: v2","description":"Sales"}""");
        ApiResponse changed = await PutAsync(session, """{"spicepod":{"version":"v2","name":"b"},"description":"Support"}""");

        Assert.Equal(200, equal.Status);
        Assert.Equal((409, "github_connected"), (changed.Status, changed.Code));
        Assert.Equal("Sales", session.App.Settings.Description);
    }

    [Theory]
    [InlineData("""{"replicas":3}""", 403, "plan_limit")]
    [InlineData("""{"replicas":2,"image_tag":"2.4.0"}""", 200, null)]
    [InlineData("""{"image_tag":"9.9.9"}""", 400, "invalid_stable_image_tag")]
    [InlineData("""{"image_tag":null}""", 200, null)]
    public async Task PutAndCreate_Limits_Apply(string json, int status, string? code)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithLimits(new EmulatedAppLimits { MaxReplicas = 2, PublishedImageTags = ["2.4.0"] });

        ApiResponse response = await PutAsync(session, json);
        ApiResponse created = await session.CreateAsync(json.Replace("null", "\"2.4.0\"", StringComparison.Ordinal));

        Assert.Equal(status, response.Status);
        Assert.Equal(status is 200 ? 202 : status, created.Status);
        Assert.Equal((code, code), (FindCode(response), FindCode(created)));
    }

    [Fact]
    public async Task PutAndCreate_ImageTagNotInPlan_Returns403()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithLimits(new EmulatedAppLimits { AllowsImageTag = false });

        Assert.Equal("image_tag_requires_enterprise", (await PutAsync(session, """{"image_tag":"2.3.2"}""")).Code);
        Assert.Equal("image_tag_requires_enterprise", (await session.CreateAsync("""{"image_tag":"2.3.2"}""")).Code);
        Assert.Equal(202, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Put_InternalChannelAccepted_IsStored()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.AcceptsInternalChannels = true);

        Assert.Equal(200, (await PutAsync(session, """{"update_channel":"internal-sandbox"}""")).Status);
        Assert.Equal(202, (await session.CreateAsync("""{"channel":"internal"}""")).Status);
        Assert.Equal(400, (await session.CreateAsync("""{"channel":"internal-sandbox"}""")).Status);
    }

    private static string? FindCode(ApiResponse response) => response.Json.TryGetProperty("code", out JsonElement code) ? code.GetString() : null;

    private static Task<ApiResponse> PutAsync(EmulatorSession session, string json) => session.SendAsync(HttpMethod.Put, AppPath, json);
}
