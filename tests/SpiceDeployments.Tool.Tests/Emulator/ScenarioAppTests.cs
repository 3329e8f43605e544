using System.Text.Json;

namespace SpiceDeployments.Tool.Tests.Emulator;

public sealed class ScenarioAppTests
{
    private const string Deployments = "/v1/apps/42/deployments";

    [Theory]
    [InlineData("ready", 202, "queued")]
    [InlineData("withoutSpicepod", 400, "App has no spicepod configuration")]
    [InlineData("invalidSpicepod", 400, "Invalid spicepod configuration")]
    [InlineData("paused", 400, "Spicepod is paused")]
    public async Task State_Set_DeterminesTheCreate(string state, int status, string text)
    {
        await using EmulatorRun run = await StartAsync($$""" "state": "{{state}}" """);

        HttpResult created = await run.SendAsync("POST", Deployments);

        Assert.Equal(status, created.Status);
        Assert.Contains(text, created.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "maxReplicas": 1 }""", """{"replicas":2}""", "plan_limit")]
    [InlineData("""{ "allowsImageTag": false }""", """{"image_tag":"2.4.0"}""", "image_tag_requires_enterprise")]
    [InlineData("""{ "publishedImageTags": ["2.3.2"] }""", """{"image_tag":"2.4.0"}""", "invalid_stable_image_tag")]
    public async Task Limits_Exceeded_ReturnTheirCode(string limits, string body, string code)
    {
        await using EmulatorRun run = await StartAsync($$""" "limits": {{limits}} """);

        Assert.Equal(code, (await run.SendAsync("POST", Deployments, body)).Json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Settings_All_AreThoseOfTheApp()
    {
        await using EmulatorRun run = await StartAsync("""
            "tags": { "team": "data" },
            "spicepod": { "version": "v2", /* a comment */ "name": "orders", },
            "settings": {
              "description": "Orders", "visibility": "public", "productionBranch": "release", "region": "us-west-2", "registry": "ghcr.io/acme", "image": "spiceai", "imageTag": "2.4.0",
              "updateChannel": "preview", "version": "2.x", "replicas": 3, "resources": { "limits": { "cpu": "2" } }, "executor": { "replicas": 1 }, "nodeGroup": "large",
              "storageSizeGb": 10.5, "storageClaimSizeGb": 20
            }
            """);

        JsonElement app = (await run.GetAsync("/v1/apps/42")).Json;

        Assert.Equal("""{"team":"data"}""", app.GetProperty("tags").GetRawText());
        Assert.Equal(
            """{"spicepod":{"version":"v2","name":"orders"},"registry":"ghcr.io/acme","image":"spiceai","image_tag":"2.4.0","update_channel":"preview","version":"2.x","replicas":3,"resources":{"limits":{"cpu":"2"}},"executor":{"replicas":1},"region":"us-west-2","node_group":"large","storage_size_gb":10.5,"storage_claim_size_gb":20}""",
            app.GetProperty("config").GetRawText());
        string[] fields = ["description", "visibility", "production_branch"];
        Assert.Equal(["Orders", "public", "release"], fields.Select(field => app.GetProperty(field).GetString()));
    }

    [Fact]
    public async Task Settings_Absent_AreTheDefaults()
    {
        await using EmulatorRun run = await StartAsync(""" "settings": { "description": "Orders" } """);

        JsonElement config = (await run.GetAsync("/v1/apps/42")).Json.GetProperty("config");

        Assert.Equal("2.3.2", config.GetProperty("image_tag").GetString());
        Assert.Equal("us-east-1", config.GetProperty("region").GetString());
        Assert.Equal(1, config.GetProperty("replicas").GetInt32());
    }

    [Fact]
    public async Task Settings_Null_AreNull()
    {
        await using EmulatorRun run = await StartAsync(""" "settings": { "imageTag": null, "region": null } """);

        JsonElement config = (await run.GetAsync("/v1/apps/42")).Json.GetProperty("config");

        Assert.Equal(JsonValueKind.Null, config.GetProperty("image_tag").ValueKind);
        Assert.Equal(JsonValueKind.Null, config.GetProperty("region").ValueKind);
    }

    [Theory]
    [InlineData("version: v2\\nname: orders")]
    [InlineData("{\\\"version\\\":\\\"v2\\\",\\\"name\\\":\\\"orders\\\"}")]
    public async Task Spicepod_Text_IsYamlOrJson(string text)
    {
        await using EmulatorRun run = await StartAsync($$""" "spicepod": "{{text}}", "state": "paused" """);

        JsonElement config = (await run.GetAsync("/v1/apps/42")).Json.GetProperty("config");

        Assert.Equal("""{"version":"v2","name":"orders"}""", config.GetProperty("spicepod").GetRawText());
        Assert.Equal("spicepod_paused", (await run.SendAsync("POST", Deployments)).Json.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("", "main")]
    [InlineData(""", "settings": { "productionBranch": "release" } """, "release")]
    [InlineData(""", "settings": { "replicas": 2 } """, "main")]
    public async Task Repository_Set_ResolvesTheCommit(string settings, string branch)
    {
        await using EmulatorRun run = await StartAsync($$""" "repository": "acme/orders"{{settings}} """);

        JsonElement created = (await run.SendAsync("POST", Deployments)).Json;

        Assert.Equal(branch, created.GetProperty("branch").GetString());
        Assert.Equal(40, created.GetProperty("commit_sha").GetString()!.Length);
    }

    [Fact]
    public async Task NextDeployments_Several_AreUsedInOrderBeforeTheDefaultScript()
    {
        await using EmulatorRun run = await StartAsync("""
            "defaultScript": { "queuedFor": "0s", "runsFor": "0s", "fails": { "message": "Default", "code": "x" } },
            "nextDeployments": [{ "queuedFor": "0s", "runsFor": "0s" }, { "queuedFor": "0s", "runsFor": "0s", "fails": {} }]
            """);

        await run.SendAsync("POST", Deployments);
        await run.SendAsync("POST", Deployments);
        await run.SendAsync("POST", Deployments);

        IReadOnlyList<JsonElement> deployments = await run.GetDeploymentsAsync();
        Assert.Equal(["failed", "failed", "succeeded"], deployments.Select(deployment => deployment.GetProperty("status").GetString()));
        Assert.Equal(["Default", "Failed to pull container image"], deployments.Take(2).Select(deployment => deployment.GetProperty("errorMessage").GetString()));
        Assert.Equal("x", deployments[0].GetProperty("errorCode").GetString());
        Assert.False(deployments[1].TryGetProperty("errorCode", out _));
    }

    [Theory]
    [InlineData("""{ "queuedFor": "20s" }""", 19, "queued")]
    [InlineData("""{ "queuedFor": "20s" }""", 20, "in_progress")]
    [InlineData("""{ "queuedFor": "0s", "runsFor": "00:01:00" }""", 59.9, "in_progress")]
    [InlineData("""{ "queuedFor": "0s", "runsFor": "00:01:00" }""", 60, "succeeded")]
    [InlineData("""{ "neverCompletes": true }""", 100_000, "in_progress")]
    [InlineData("""{ "supersededAfter": "40s" }""", 39, "in_progress")]
    [InlineData("""{ "supersededAfter": "40s" }""", 40, "created")]
    [InlineData("""{ "reportsStatus": "pending" }""", 10, "pending")]
    public async Task NextDeployments_Script_HasItsStatusAtTheTime(string script, double seconds, string status)
    {
        await using EmulatorRun run = await StartAsync($$""" "nextDeployments": [{{script}}] """);
        await run.SendAsync("POST", Deployments);

        run.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await run.GetAsync($"{Deployments}/1001")).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task NextDeployments_ReportsError_HasItInProgress()
    {
        await using EmulatorRun run = await StartAsync(""" "nextDeployments": [{ "queuedFor": "0s", "reportsError": { "code": "insufficient_memory", "message": "Waiting" } }] """);

        JsonElement created = (await run.SendAsync("POST", Deployments)).Json;

        Assert.Equal(("insufficient_memory", "Waiting"), (created.GetProperty("error_code").GetString(), created.GetProperty("error_message").GetString()));
    }

    [Fact]
    public async Task NextDeployments_NotQueuedFor_DelaysTheQueue()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync(
            """{ "options": { "createdStatusMeaning": "notYetQueued" }, "apps": [{ "id": 42, "nextDeployments": [{ "notQueuedFor": "1m" }] }] }""");
        await run.SendAsync("POST", Deployments);

        run.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("created", (await run.GetAsync($"{Deployments}/1001")).Json.GetProperty("status").GetString());
        run.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("queued", (await run.GetAsync($"{Deployments}/1001")).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task NextDeployments_VisibilityDelayAndNormalization_ApplyToThisDeployment()
    {
        await using EmulatorRun run = await StartAsync(""" "nextDeployments": [{ "visibilityDelay": "3s", "normalization": [{ "rule": "upperCaseCommit" }] }] """);

        HttpResult created = await run.SendAsync("POST", Deployments, """{"commit_sha":"abc"}""");

        Assert.Equal("ABC", created.Json.GetProperty("commit_sha").GetString());
        Assert.Equal(404, (await run.GetAsync($"{Deployments}/1001")).Status);
    }

    [Fact]
    public async Task Normalization_OfTheApp_AppliesToItsDeployments()
    {
        await using EmulatorRun run = await StartAsync(""" "normalization": [{ "rule": "upperCaseCommit" }] """);

        HttpResult created = await run.SendAsync("POST", Deployments, """{"commit_sha":"abc"}""");

        Assert.Equal("ABC", created.Json.GetProperty("commit_sha").GetString());
    }

    [Fact]
    public async Task OtherDeployments_Past_AreTheHistory()
    {
        await using EmulatorRun run = await StartAsync("""
            "otherDeployments": [
              { "startedAgo": "5m", "creationSource": "cli", "script": { "fails": { "message": "No memory", "code": "insufficient_memory" } } },
              { "creationSource": "github", "imageTag": "2.4.0", "channel": "stable", "replicas": 2, "branch": "main", "commitSha": "abc", "commitMessage": "Fix", "script": { "neverCompletes": true } },
              { "startedAgo": "1h", "creationSource": null }
            ]
            """);

        JsonElement list = (await run.GetAsync(Deployments)).Json.GetProperty("deployments");

        Assert.Equal(["queued", "failed", "succeeded"], list.EnumerateArray().Select(deployment => deployment.GetProperty("status").GetString()));
        Assert.Equal(["github", "cli", null], list.EnumerateArray().Select(deployment => deployment.GetProperty("creation_source").GetString()));
        Assert.Equal("2026-10-06T07:00:30.000Z", list[2].GetProperty("finished_at").GetString());
        string[] fields = ["image_tag", "channel", "replicas", "branch", "commit_sha", "commit_message", "creation_source"];
        Assert.Equal(["2.4.0", "stable", "2", "main", "abc", "Fix", "github"], fields.Select(field => list[0].GetProperty(field).ToString()));
        Assert.Equal(409, (await run.SendAsync("POST", Deployments)).Status);
    }

    [Fact]
    public async Task OtherDeployments_Later_SupersedeTheOneOfTheClient()
    {
        await using EmulatorRun run = await StartAsync(""" "otherDeployments": [{ "startsAfter": "12s", "creationSource": "github" }] """);
        await run.SendAsync("POST", Deployments);

        run.Clock.Advance(TimeSpan.FromSeconds(12));

        JsonElement list = (await run.GetAsync(Deployments)).Json.GetProperty("deployments");
        Assert.Equal(["queued", "created"], list.EnumerateArray().Select(deployment => deployment.GetProperty("status").GetString()));
        Assert.Equal("2026-10-06T08:00:12.000Z", list[0].GetProperty("created_at").GetString());
    }

    private static Task<EmulatorRun> StartAsync(string properties) => EmulatorRun.StartAsync($$"""{ "apps": [{ "id": 42, {{properties}} }] }""");
}
