using System.Text.Json;

namespace SpiceDeployments.Tool.Tests.Emulator;

public sealed class ControlApiTests
{
    private const string Deployments = "/v1/apps/42/deployments";

    [Fact]
    public async Task Root_Get_ListsTheRoutes()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        HttpResult result = await run.ControlAsync("GET", "/");

        Assert.Equal(200, result.Status);
        Assert.Equal($"The control API of the emulator at {run.Address}", result.Body.Split('\n')[0]);
        Assert.Equal(
            [
                "GET /", "GET /requests", "GET /apps", "POST /scenario", "POST /faults", "DELETE /faults", "POST /apps/{app}/script", "POST /apps/{app}/deployments",
                "POST /apps/{app}/deployments/{id}/fail", "POST /apps/{app}/deployments/{id}/succeed", "POST /apps/{app}/pause", "POST /apps/{app}/resume", "POST /reset",
            ],
            result.Body.Split('\n').Skip(2).Where(line => line.Length > 0).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2])));
    }

    [Theory]
    [InlineData("/apps/{app}/pause")]
    [InlineData("/apps/42/deployments/{id}/fail")]
    [InlineData("/apps//pause")]
    public async Task App_PathWithoutAnId_Returns404(string path)
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        Assert.Equal(404, (await run.ControlAsync("POST", path)).Status);
    }

    [Fact]
    public async Task Requests_Get_ContainBodiesOfCreatesAndNoTokens()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync(
            """{ "apps": [{ "id": 42 }], "clients": [{ "id": "bot", "secret": "its-secret", "scopes": ["*"] }], "faults": [{ "on": "list", "does": "resetConnection" }] }""");
        await run.RequestTokenAsync("bot", "its-secret");
        await run.SendAsync("POST", Deployments, """{"branch":"main"}""");
        await run.SendAsync("POST", "/v1/apps/42/secrets", """{"name":"A","value":"hidden"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => run.GetAsync(Deployments + "?limit=5"));
        await run.GetAsync("/v1/app");

        HttpResult result = await run.ControlAsync("GET", "/requests");

        JsonElement[] requests = [.. result.Json.GetProperty("requests").EnumerateArray()];
        Assert.Equal(["POST", "POST", "POST", "GET", "GET"], requests.Take(5).Select(request => request.GetProperty("method").GetString()));
        Assert.Equal(
            """{"number":2,"time":"2026-10-06T08:00:00Z","method":"POST","path":"/v1/apps/42/deployments","status":202,"hasNoRoute":false,"createdDeploymentId":1001,"body":"{\u0022branch\u0022:\u0022main\u0022}"}""",
            JsonSerializer.Serialize(requests[1]));
        JsonElement reset = requests[3];
        Assert.Equal(
            ("?limit=5", JsonValueKind.Null, "resetConnection"),
            (reset.GetProperty("query").GetString(), reset.GetProperty("status").ValueKind, reset.GetProperty("fault").GetString()));
        Assert.True(requests[^1].GetProperty("hasNoRoute").GetBoolean());
        Assert.DoesNotContain("hidden", result.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("its-secret", result.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("emulated_", result.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apps_Get_ShowsTheStateWithoutSecrets()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync(
            """{ "apps": [{ "id": 42, "name": "orders", "organization": "retail", "repository": "acme/orders", "state": "paused", "tags": { "team": "data" }, "spicepod": { "version": "v2" } }] }""");
        await run.SendAsync("POST", "/v1/apps/42/secrets", """{"name":"A","value":"hidden"}""");
        string key = (await run.GetAsync("/v1/apps/42/api-keys")).Json.GetProperty("api_key").GetString()!;

        HttpResult result = await run.ControlAsync("GET", "/apps");

        Assert.Equal(
            """{"apps":[{"id":42,"name":"orders","organization":"retail","repository":"acme/orders","state":"paused","settings":{"visibility":"private","productionBranch":"main","region":"us-east-1","registry":"ghcr.io/spiceai","image":"spiceai-enterprise","imageTag":"2.3.2","updateChannel":"stable","replicas":1},"tags":{"team":"data"},"spicepod":{"version":"v2"},"deployments":[]}]}""",
            JsonSerializer.Serialize(result.Json));
        Assert.DoesNotContain("hidden", result.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(key, result.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scenario_Post_AddsToTheEmulator()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        HttpResult result = await run.ControlAsync("POST", "/scenario", """
            {
              "apps": [{ "id": 43 }],
              "clients": [{ "id": "bot", "secret": "its-secret", "scopes": ["*"] }],
              "tokens": [{ "name": "ci", "value": "spice-1", "scopes": ["*"] }],
              "faults": [{ "on": "getApp", "does": "fail" }]
            }
            """);

        Assert.Equal((200, """{"tokens":{"ci":"spice-1"}}"""), (result.Status, JsonSerializer.Serialize(result.Json)));
        Assert.Equal(503, (await run.GetAsync("/v1/apps/43", "spice-1")).Status);
        Assert.Equal(200, (await run.GetAsync("/v1/apps/43", "spice-1")).Status);
        Assert.Equal(200, (await run.RequestTokenAsync("bot", "its-secret")).Status);
    }

    [Fact]
    public async Task Scenario_PostExistingApp_AddsNothing()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        HttpResult result = await run.ControlAsync("POST", "/scenario", """{ "apps": [{ "id": 43 }, { "id": 42 }], "tokens": [{ "name": "ci", "scopes": [] }] }""");

        Assert.Equal((400, "line 1, apps[1].id: App 42 already exists."), (result.Status, result.Error));
        Assert.Equal(404, (await run.GetAsync("/v1/apps/43")).Status);
        Assert.Equal(200, (await run.ControlAsync("POST", "/scenario", """{ "tokens": [{ "name": "ci", "scopes": [] }] }""")).Status);
    }

    [Fact]
    public async Task Faults_PostAndDelete_AddAndRemove()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        Assert.Equal(204, (await run.ControlAsync("POST", "/faults", """{ "on": "getApp", "does": "fail", "always": true }""")).Status);
        Assert.Equal(503, (await run.GetAsync("/v1/apps/42")).Status);
        Assert.Equal(204, (await run.ControlAsync("DELETE", "/faults")).Status);
        Assert.Equal(200, (await run.GetAsync("/v1/apps/42")).Status);
    }

    [Fact]
    public async Task Script_Post_IsThatOfTheNextDeployment()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        Assert.Equal(204, (await run.ControlAsync("POST", "/apps/42/script", """{ "queuedFor": "0s", "runsFor": "0s", "fails": { "message": "No memory" } }""")).Status);

        Assert.Equal("failed", (await run.SendAsync("POST", Deployments)).Json.GetProperty("status").GetString());
        Assert.Equal("queued", (await run.SendAsync("POST", Deployments)).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Deployments_Post_StartsOneOfAnotherUser()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();
        await run.SendAsync("POST", Deployments);

        HttpResult result = await run.ControlAsync("POST", "/apps/42/deployments", """{ "creationSource": "github", "branch": "main", "script": { "queuedFor": "0s" } }""");

        Assert.Equal(200, result.Status);
        Assert.Equal((1002, "in_progress", "github", "main"), (
            result.Json.GetProperty("id").GetInt32(), result.Json.GetProperty("status").GetString(), result.Json.GetProperty("creationSource").GetString(), result.Json.GetProperty("branch").GetString()));
        Assert.True((await run.GetDeploymentsAsync())[1].GetProperty("isSuperseded").GetBoolean());
    }

    [Fact]
    public async Task Deployments_PostWithoutBody_StartsOneOfThePortal()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        Assert.Equal("portal", (await run.ControlAsync("POST", "/apps/42/deployments")).Json.GetProperty("creationSource").GetString());
    }

    [Fact]
    public async Task Deployments_PostWithStartsAfter_StartsThen()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();
        run.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(204, (await run.ControlAsync("POST", "/apps/42/deployments", """{ "startsAfter": "5s" }""")).Status);

        run.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Empty(await run.GetDeploymentsAsync());
        run.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Single(await run.GetDeploymentsAsync());
    }

    [Fact]
    public async Task Deployment_FailAndSucceed_CompleteIt()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();
        await run.SendAsync("POST", Deployments);
        HttpResult failed = await run.ControlAsync("POST", "/apps/42/deployments/1001/fail", """{ "message": "No memory", "code": "insufficient_memory" }""");
        await run.SendAsync("POST", Deployments);
        HttpResult succeeded = await run.ControlAsync("POST", "/apps/42/deployments/1002/succeed");
        await run.SendAsync("POST", Deployments);
        HttpResult failedByDefault = await run.ControlAsync("POST", "/apps/42/deployments/1003/fail");
        HttpResult again = await run.ControlAsync("POST", "/apps/42/deployments/1003/succeed");

        Assert.Equal(("failed", "No memory", "insufficient_memory"), (failed.Json.GetProperty("status").GetString(), failed.Json.GetProperty("errorMessage").GetString(), failed.Json.GetProperty("errorCode").GetString()));
        Assert.Equal("succeeded", succeeded.Json.GetProperty("status").GetString());
        Assert.Equal("Failed to pull container image", failedByDefault.Json.GetProperty("errorMessage").GetString());
        Assert.Equal((400, "Deployment 1003 has already completed. Its status is failed."), (again.Status, again.Error));
    }

    [Fact]
    public async Task App_PauseAndResume_ChangeItsState()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        Assert.Equal(204, (await run.ControlAsync("POST", "/apps/42/pause")).Status);
        Assert.Equal("spicepod_paused", (await run.SendAsync("POST", Deployments)).Json.GetProperty("code").GetString());
        HttpResult resumed = await run.ControlAsync("POST", "/apps/42/resume");

        Assert.Equal((200, 1001), (resumed.Status, resumed.Json.GetProperty("id").GetInt32()));
        Assert.Equal("ready", (await run.ControlAsync("GET", "/apps")).Json.GetProperty("apps")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Reset_ChangedEmulator_IsThatOfTheScenario()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync("""
            {
              "options": { "createdByFormat": "text" },
              "apps": [{ "id": 42, "nextDeployments": [{ "queuedFor": "1h" }], "otherDeployments": [{ "startedAgo": "10m" }] }],
              "clients": [{ "id": "bot", "secret": "its-secret", "scopes": ["*"] }],
              "tokens": [{ "name": "ci", "scopes": ["*"] }],
              "faults": [{ "on": "getApp", "does": "fail" }]
            }
            """);
        string token = run.GetToken("ci");
        string added = """{ "apps": [{ "id": 43 }], "tokens": [{ "name": "added", "value": "spice-1", "scopes": ["*"] }], "clients": [{ "id": "other", "secret": "x", "scopes": [] }] }""";
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(503, (await run.GetAsync("/v1/apps/42", token)).Status);
            Assert.Equal(202, (await run.SendAsync("POST", Deployments, token: token)).Status);
            Assert.Equal(200, (await run.ControlAsync("POST", "/scenario", added)).Status);
            run.Clock.Advance(TimeSpan.FromHours(1));

            Assert.Equal(204, (await run.ControlAsync("POST", "/reset")).Status);

            Assert.Empty((await run.ControlAsync("GET", "/requests")).Json.GetProperty("requests").EnumerateArray());
            JsonElement app = Assert.Single((await run.ControlAsync("GET", "/apps")).Json.GetProperty("apps").EnumerateArray());
            Assert.Equal(1001, Assert.Single(app.GetProperty("deployments").EnumerateArray()).GetProperty("id").GetInt32());
            Assert.Equal(401, (await run.GetAsync("/v1/orgs", "spice-1")).Status);
            Assert.Equal(401, (await run.RequestTokenAsync("other", "x")).Status);
            Assert.Equal(200, (await run.RequestTokenAsync("bot", "its-secret")).Status);
            Assert.Equal(200, (await run.GetAsync("/v1/orgs")).Status);
        }
    }

    [Theory]
    [InlineData("GET", "/nothing", null, 404, "There is no route GET /nothing. GET / lists the routes.")]
    [InlineData("POST", "/requests", null, 404, "There is no route POST /requests. GET / lists the routes.")]
    [InlineData("POST", "/apps/x/pause", null, 404, "There is no route POST /apps/x/pause. GET / lists the routes.")]
    [InlineData("POST", "/apps/43/pause", null, 404, "There is no app 43.")]
    [InlineData("POST", "/apps/43/resume", null, 404, "There is no app 43.")]
    [InlineData("POST", "/apps/43/script", "{}", 404, "There is no app 43.")]
    [InlineData("POST", "/apps/43/deployments", "{}", 404, "There is no app 43.")]
    [InlineData("POST", "/apps/42/deployments/7/fail", null, 404, "App 42 has no deployment 7.")]
    [InlineData("POST", "/apps/42/deployments/7/fail", "{\n\"mesage\": \"\" }", 400, "line 2, mesage: 'mesage' is not a property here. The properties are message, code.")]
    [InlineData("POST", "/apps/42/deployments", """{ "startedAgo": "1s" }""", 400, "line 1, startedAgo: A deployment cannot start in the past while the emulator runs.")]
    [InlineData("POST", "/apps/42/deployments", """{ "script": { "runsFor": "x" } }""", 400, "line 1, script.runsFor: Expected a time. Write it as 500ms, 90s, 10m, 2h or 00:10:00.")]
    [InlineData("POST", "/apps/42/script", "", 400, "line 1: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true.")]
    [InlineData("POST", "/apps/42/script", """{ "queuedFor": "-1s" }""", 400, "line 1, queuedFor: The time must not be negative.")]
    [InlineData("POST", "/faults", "[]", 400, "line 1: Expected an object in braces.")]
    [InlineData("POST", "/faults", """{ "on": "list", "does": "fail", "times": 0 }""", 400, "line 1, times: The value must be 1 or more.")]
    [InlineData("POST", "/scenario", """{ "options": {} }""", 400, "line 1, options: The options cannot change while the emulator runs.")]
    [InlineData("POST", "/scenario", """{ "apps": [{ "id": 43, "spicepod": "- 1" }] }""", 400, "line 1, apps[0].spicepod: Expected object, received array")]
    public async Task Request_Wrong_ReturnsTheError(string method, string path, string? body, int status, string error)
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        HttpResult result = await run.ControlAsync(method, path, body);

        Assert.Equal((status, error), (result.Status, result.Error));
        Assert.Equal(["error"], result.Json.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Request_TooLarge_Returns413()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        HttpResult result = await run.ControlAsync("POST", "/faults", new string(' ', (1024 * 1024) + 1));

        Assert.Equal(413, result.Status);
    }
}
