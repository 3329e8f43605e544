using System.Globalization;
using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class AppTests
{
    private const string Listed =
        """{"id":7,"name":"app-7","description":null,"visibility":"private","created_at":"2026-10-06T08:00:00.000000+00:00","region":"us-east-1","""
        + "\"cname\":\"us-east-1-prod-aws-data\",\"cluster_id\":null,\"api_key\":\"KEY\",\"tags\":{}";

    [Fact]
    public async Task Get_KnownApp_ReturnsEveryField()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithSettings(settings => settings with { ProductionBranch = "main" });

        ApiResponse response = await session.GetAsync("/v1/apps/7");

        Assert.Equal(200, response.Status);
        Assert.Equal(
            Listed.Replace("KEY", session.App.ApiKey, StringComparison.Ordinal)
            + """
            ,"production_branch":"main","config":{"spicepod":{"version":"v2","kind":"Spicepod","name":"app-7"},"registry":"ghcr.io/spiceai","image":"spiceai-enterprise",
            "image_tag":"2.3.2","update_channel":"stable","version":null,"replicas":1,"resources":null,"executor":null,"region":"us-east-1","node_group":null,
            "storage_size_gb":null,"storage_claim_size_gb":null}}
            """.ReplaceLineEndings(""),
            response.Text);
    }

    [Theory]
    [InlineData("/v1/apps", "apps")]
    [InlineData("/v1/projects", "projects")]
    public async Task List_KnownApp_OmitsBranchAndConfiguration(string path, string envelope)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithSettings(settings => settings with { ProductionBranch = "main" });

        Assert.Equal($$"""{"{{envelope}}":[{{Listed.Replace("KEY", session.App.ApiKey, StringComparison.Ordinal)}}}]}""", (await session.GetAsync(path)).Text);
    }

    [Fact]
    public async Task Get_UnknownApp_Returns404()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal("App with ID 999 not found", (await session.GetAsync("/v1/projects/999")).Error);
    }

    [Fact]
    public async Task List_TwoOrganizations_ReturnsAccessibleApps()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddApp(9, "mine").InOrganization("acme");
        session.Emulator.AddApp(8, "theirs").InOrganization("other");
        string token = session.Emulator.IssueOrganizationToken("acme", SpiceScopes.AppsRead);

        Assert.Equal("app-7, mine", Names(await session.GetAsync("/v1/apps", token)));
        Assert.Equal("app-7, theirs, mine", Names(await session.GetAsync("/v1/apps")));
    }

    [Fact]
    public async Task Put_Settings_AreUsedByNextDeployment()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse changed = await session.SendAsync(HttpMethod.Put, "/v1/apps/7", """{"image_tag":"2.4.0","replicas":3,"description":"Sales"}""");

        Assert.Equal(200, changed.Status);
        Assert.Equal("Sales", changed.Json.GetProperty("description").GetString());
        Assert.Equal("stable", changed.Json.GetProperty("config").GetProperty("update_channel").GetString());
        Assert.Equal(changed.Text, (await session.GetAsync("/v1/apps/7")).Text);
        ApiResponse created = await session.CreateAsync();
        Assert.Equal("2.4.0", created.Json.GetProperty("image_tag").GetString());
        Assert.Equal(3, created.Json.GetProperty("replicas").GetInt32());
    }

    [Fact]
    public async Task Put_InvalidField_ChangesNothing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.SendAsync(HttpMethod.Put, "/v1/apps/7", """{"description":"Sales","replicas":11}""");

        Assert.Equal(400, response.Status);
        Assert.Contains("\"description\":null", (await session.GetAsync("/v1/apps/7")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_Concurrent_KeepsBothChanges()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string longInReading = string.Concat(Enumerable.Range(0, 50_000).Select(i => string.Create(CultureInfo.InvariantCulture, $",\"unknown{i}\":0")));

        for (int replicas = 2; replicas <= 10; replicas++)
        {
            string text = replicas.ToString(CultureInfo.InvariantCulture);

            await Task.WhenAll(
                session.SendAsync(HttpMethod.Put, "/v1/apps/7", $$"""{"description":"{{text}}"{{longInReading}}}"""),
                session.SendAsync(HttpMethod.Put, "/v1/apps/7", $$"""{"replicas":{{text}}{{longInReading}}}"""));

            JsonElement app = (await session.GetAsync("/v1/apps/7")).Json;
            Assert.Equal((text, replicas), (app.GetProperty("description").GetString(), app.GetProperty("config").GetProperty("replicas").GetInt32()));
        }
    }

    [Fact]
    public async Task AddApp_InvalidOrExistingId_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>("id", () => session.Emulator.AddApp(0));
        Assert.Throws<ArgumentException>("id", () => session.Emulator.AddApp(EmulatorSession.AppId));
    }

    [Fact]
    public async Task With_Null_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentNullException>("script", () => session.App.WithDefaultScript(null!));
        Assert.Throws<ArgumentNullException>("change", () => session.App.WithSettings(null!));
        Assert.Throws<ArgumentNullException>("tags", () => session.App.WithTags(null!));
        Assert.Throws<ArgumentNullException>("limits", () => session.App.WithLimits(null!));
    }

    [Fact]
    public async Task GetApp_UnknownId_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Same(session.App, session.Emulator.GetApp(EmulatorSession.AppId));
        Assert.Throws<KeyNotFoundException>(() => session.Emulator.GetApp(999));
    }

    private static string Names(ApiResponse response) =>
        string.Join(", ", response.Json.GetProperty("apps").EnumerateArray().Select(app => app.GetProperty("name").GetString()));
}
