using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class CreateAppTests
{
    [Theory]
    [InlineData("/v1/apps")]
    [InlineData("/v1/projects")]
    public async Task Post_Name_CreatesAppWithoutSpicepod(string path)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await PostAsync(session, """{"name":"Sales-Agent","tags":{"team":"data"},"cname":"us-west-2-prod-aws-data"}""", path);

        Assert.Equal(201, response.Status);
        Assert.Equal(8, response.Id);
        Assert.Equal("us-west-2", response.Json.GetProperty("region").GetString());
        EmulatedApp created = session.Emulator.Apps[^1];
        Assert.Equal(("Sales-Agent", AppState.WithoutSpicepod, "private"), (created.Name, created.State, created.Settings.Visibility));
        Assert.Equal("data", created.Settings.Tags["team"]);
        Assert.Equal(response.Text, (await session.GetAsync("/v1/apps/8")).Text);
    }

    /// <summary>The client of the session sees the apps of every organization.</summary>
    [Fact]
    public async Task Post_NameOfAnAccessibleApp_Returns409()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddApp(42, "Sales-Agent").InOrganization("acme");

        ApiResponse response = await PostAsync(session, """{"name":"sales-agent"}""");

        Assert.Equal(409, response.Status);
    }

    [Fact]
    public async Task Post_NoRegion_CreatesAppWithoutRegion()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await PostAsync(session, """{"name":"Sales-Agent"}""");

        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("region").ValueKind);
        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("cname").ValueKind);
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":1}""", "name")]
    [InlineData("""{"name":"abc"}""", "name")]
    [InlineData("""{"name":"under_score"}""", "name")]
    [InlineData("""{"name":"Sales-Agent","kind":"managed"}""", "kind")]
    [InlineData("""{"name":"Sales-Agent","visibility":"secret"}""", "visibility")]
    public async Task Post_InvalidField_Returns400(string json, string field)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await PostAsync(session, json);

        Assert.Equal(400, response.Status);
        Assert.Equal(field, Assert.Single(response.Json.GetProperty("details").GetProperty("fieldErrors").EnumerateObject()).Name);
        Assert.Single(session.Emulator.Apps);
    }

    [Theory]
    [InlineData(4, 201)]
    [InlineData(38, 201)]
    [InlineData(39, 400)]
    public async Task Post_LengthOfName_IsLimited(int length, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(status, (await PostAsync(session, $$"""{"name":"{{new string('a', length)}}"}""")).Status);
    }

    [Fact]
    public async Task Post_NameOfTheOrganization_Returns409()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddApp(9, "Sales").InOrganization("acme");
        string acme = session.Emulator.IssueOrganizationToken("ACME", SpiceScopes.AppsWrite);
        string other = session.Emulator.IssueOrganizationToken("other", SpiceScopes.AppsWrite);

        ApiResponse taken = await session.SendAsync(HttpMethod.Post, "/v1/apps", """{"name":"sALES"}""", acme);
        ApiResponse free = await session.SendAsync(HttpMethod.Post, "/v1/apps", """{"name":"sALES"}""", other);

        Assert.Equal((409, "App \"sALES\" already exists in this organization"), (taken.Status, taken.Error));
        Assert.Equal(201, free.Status);
        Assert.Equal("other", session.Emulator.GetApp(free.Id).Organization);
    }

    [Fact]
    public async Task Delete_KnownApp_IsGone()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse deleted = await session.SendAsync(HttpMethod.Delete, "/v1/projects/7");

        Assert.Equal((204, ""), (deleted.Status, deleted.Text));
        Assert.Empty(session.Emulator.Apps);
        Assert.Equal(404, (await session.GetAsync("/v1/apps/7")).Status);
        Assert.Equal(404, (await session.SendAsync(HttpMethod.Delete, "/v1/apps/7")).Status);
        Assert.Equal(8, (await PostAsync(session, """{"name":"app-7"}""")).Id);
    }

    [Fact]
    public async Task Post_NameOfDeletedApp_ReactivatesIt()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.ReactivatesDeletedApps = true);
        await session.CreateAsync();
        await session.SendAsync(HttpMethod.Delete, "/v1/apps/7");

        ApiResponse response = await PostAsync(session, """{"name":"APP-7"}""");

        Assert.Equal((201, 7), (response.Status, response.Id));
        Assert.Single(session.App.Deployments);
    }

    private static Task<ApiResponse> PostAsync(EmulatorSession session, string json, string path = "/v1/apps") => session.SendAsync(HttpMethod.Post, path, json);
}
