using System.Text.Json;

namespace SpiceDeployments.Tool.Tests.Emulator;

/// <summary>Each option of a scenario has its effect on the responses.</summary>
public sealed class ScenarioOptionTests
{
    private const string Deployments = "/v1/apps/42/deployments";

    [Theory]
    [InlineData("superseded", "queued")]
    [InlineData("notYetQueued", "created")]
    public async Task CreatedStatusMeaning_Set_DeterminesTheFirstStatus(string value, string status)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "createdStatusMeaning": "{{value}}" }""");

        Assert.Equal(status, (await run.SendAsync("POST", Deployments)).Json.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("whileActive", 409)]
    [InlineData("whileQueued", 202)]
    public async Task ConflictRule_Set_DeterminesTheConflict(string value, int status)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "conflictRule": "{{value}}" }""");
        await run.SendAsync("POST", Deployments);
        run.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(status, (await run.SendAsync("POST", Deployments)).Status);
    }

    [Theory]
    [InlineData("full", true)]
    [InlineData("partial", false)]
    public async Task CreateResponseShape_Set_DeterminesTheFields(string value, bool hasBranch)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "createResponseShape": "{{value}}" }""");

        Assert.Equal(hasBranch, (await run.SendAsync("POST", Deployments)).Json.TryGetProperty("branch", out _));
    }

    [Theory]
    [InlineData("null", JsonValueKind.Null)]
    [InlineData("text", JsonValueKind.String)]
    [InlineData("number", JsonValueKind.Number)]
    [InlineData("absent", JsonValueKind.Undefined)]
    public async Task CreatedByFormat_Set_DeterminesTheType(string value, JsonValueKind kind)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "createdByFormat": "{{value}}" }""");

        (await run.SendAsync("POST", Deployments)).Json.TryGetProperty("created_by", out JsonElement createdBy);

        Assert.Equal(kind, createdBy.ValueKind);
    }

    [Theory]
    [InlineData("conflict", 409)]
    [InlineData("tooManyRequests", 429)]
    [InlineData("planLimit", 403)]
    public async Task MaxConcurrentDeployments_Exceeded_ReturnsTheErrorOfTheRule(string rule, int status)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "maxConcurrentDeployments": 1, "concurrencyLimitRule": "{{rule}}" }""");

        Assert.Equal(202, (await run.SendAsync("POST", Deployments)).Status);
        Assert.Equal(status, (await run.SendAsync("POST", "/v1/apps/43/deployments")).Status);
    }

    [Fact]
    public async Task TokenLifetime_Set_IsReported()
    {
        await using EmulatorRun run = await StartAsync("""{ "tokenLifetime": "90s" }""");

        Assert.Equal(90, (await run.RequestTokenAsync("bot", "secret")).Json.GetProperty("expires_in").GetInt32());
    }

    [Fact]
    public async Task EffectiveTokenLifetime_Elapsed_RejectsTheToken()
    {
        await using EmulatorRun run = await StartAsync("""{ "effectiveTokenLifetime": "10s" }""");
        string token = (await run.RequestTokenAsync("bot", "secret")).Json.GetProperty("access_token").GetString()!;
        Assert.Equal(200, (await run.GetAsync("/v1/apps", token)).Status);

        run.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(401, (await run.GetAsync("/v1/apps", token)).Status);
    }

    [Fact]
    public async Task RateLimit_Exceeded_Returns429()
    {
        await using EmulatorRun run = await StartAsync("""{ "rateLimit": 1 }""");

        Assert.Equal(200, (await run.GetAsync("/v1/apps")).Status);
        Assert.Equal(429, (await run.GetAsync("/v1/apps")).Status);
    }

    [Fact]
    public async Task VisibilityDelay_NotElapsed_HidesTheDeployment()
    {
        await using EmulatorRun run = await StartAsync("""{ "visibilityDelay": "2s" }""");
        await run.SendAsync("POST", Deployments);

        Assert.Equal(404, (await run.GetAsync($"{Deployments}/1001")).Status);
        run.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await run.GetAsync($"{Deployments}/1001")).Status);
    }

    [Fact]
    public async Task ClockDifference_Negative_MovesCreatedAt()
    {
        await using EmulatorRun run = await StartAsync("""{ "clockDifference": "-1.5s" }""");

        Assert.Equal("2026-10-06T07:59:58.500Z", (await run.SendAsync("POST", Deployments)).Json.GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task SupportsGetById_False_Returns404()
    {
        await using EmulatorRun run = await StartAsync("""{ "supportsGetById": false }""");
        await run.SendAsync("POST", Deployments);

        Assert.Equal(404, (await run.GetAsync($"{Deployments}/1001")).Status);
    }

    [Theory]
    [InlineData(true, 202)]
    [InlineData(false, 400)]
    public async Task AcceptsInternalChannels_Set_DeterminesTheStatus(bool value, int status)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "acceptsInternalChannels": {{(value ? "true" : "false")}} }""");

        Assert.Equal(status, (await run.SendAsync("POST", Deployments, """{"channel":"internal"}""")).Status);
    }

    [Theory]
    [InlineData(true, 42)]
    [InlineData(false, 44)]
    public async Task ReactivatesDeletedApps_Set_DeterminesTheId(bool value, int id)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "reactivatesDeletedApps": {{(value ? "true" : "false")}} }""");
        await run.SendAsync("DELETE", "/v1/apps/42");

        Assert.Equal(id, (await run.SendAsync("POST", "/v1/apps", """{"name":"orders"}""")).Json.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task MaxRecordedRequests_Exceeded_DiscardsTheOldest()
    {
        await using EmulatorRun run = await StartAsync("""{ "maxRecordedRequests": 1 }""");
        await run.GetAsync("/v1/apps/42");
        await run.GetAsync("/v1/apps/43");

        Assert.Equal("/v1/apps/43", (await run.ControlAsync("GET", "/requests")).Json.GetProperty("requests").EnumerateArray().Single().GetProperty("path").GetString());
    }

    public static TheoryData<string, string, string, string> Rules => new()
    {
        { """{ "rule": "resolveCommit" }""", "commit_sha", "0123abc", "^0123abc[0-9a-f]{33}$" },
        { """{ "rule": "upperCaseCommit" }""", "commit_sha", "abc", "^ABC$" },
        { """{ "rule": "truncateMessage", "maxCharacters": 4, "ellipsis": "…" }""", "commit_message", "Fix it", "^Fix…$" },
        { """{ "rule": "truncateMessage", "maxCharacters": 0 }""", "commit_message", "Fix it", "^$" },
        { """{ "rule": "firstLineOfMessage" }""", "commit_message", "Fix\\nit", "^Fix$" },
        { """{ "rule": "trimMessage" }""", "commit_message", " Fix ", "^Fix$" },
        { """{ "rule": "collapseMessageWhiteSpace" }""", "commit_message", "Fix  it", "^Fix it$" },
        { """{ "rule": "normalizeMessageLineEndings" }""", "commit_message", "Fix\\r\\nit", "^Fix\nit$" },
        { """{ "rule": "composeMessage" }""", "commit_message", "e\u0301", "^\u00E9$" },
        { """{ "rule": "escapeMessage" }""", "commit_message", "a & b", "^a &amp; b$" },
        { """{ "rule": "replaceMessage", "message": "Merge" }""", "commit_message", "Fix", "^Merge$" },
        { """{ "rule": "addBranchPrefix" }""", "branch", "main", "^refs/heads/main$" },
        { """{ "rule": "addBranchPrefix", "prefix": "origin/" }""", "branch", "main", "^origin/main$" },
        { """{ "rule": "removeBranchPrefix" }""", "branch", "refs/heads/main", "^main$" },
        { """{ "rule": "escapeBranch" }""", "branch", "a/b", "^a%2Fb$" },
        { """{ "rule": "lowerCaseBranch" }""", "branch", "Main", "^main$" },
        { """{ "rule": "fillBranch", "defaultBranch": "main" }""", "branch", "", "^main$" },
        { """{ "rule": "resolveImageTag", "tag": "latest", "resolvedTag": "2.1.0" }""", "image_tag", "latest", "^2\\.1\\.0$" },
        { """{ "rule": "addImageDigest" }""", "image_tag", "2.1.0", "^2\\.1\\.0@sha256:[0-9a-f]{64}$" },
        { """{ "rule": "limitReplicas", "maxReplicas": 0 }""", "replicas", "", "^0$" },
        { """{ "rule": "fillChannel", "channel": "preview" }""", "channel", "", "^preview$" },
        { """{ "rule": "renameCreationSource", "creationSource": "sdk" }""", "creation_source", "", "^sdk$" },
        { """{ "rule": "omit", "fields": ["branch", "commitSha"] }""", "commit_sha", "abc", "^$" },
        { """{ "rule": "omit", "fields": ["imageTag", "channel", "replicas", "commitMessage", "creationSource", "createdAt"] }""", "created_at", "", "^$" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Normalization_Rule_ChangesTheStoredValue(string rule, string field, string sent, string pattern)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "normalization": [{{rule}}] }""");

        HttpResult created = await run.SendAsync("POST", Deployments, sent.Length is 0 ? "{}" : $$"""{"{{field}}":"{{sent}}"}""");

        Assert.Equal(202, created.Status);
        Assert.Matches(pattern, created.Json.GetProperty(field).ToString());
    }

    [Fact]
    public async Task Normalization_TruncateCreatedAt_RemovesTheFraction()
    {
        await using EmulatorRun run = await StartAsync("""{ "clockDifference": "0.5s", "normalization": [{ "rule": "truncateCreatedAt" }] }""");

        Assert.Equal("2026-10-06T08:00:00.000Z", (await run.SendAsync("POST", Deployments)).Json.GetProperty("created_at").GetString());
    }

    [Theory]
    [InlineData("list", false, true)]
    [InlineData("create", true, false)]
    public async Task Normalization_InAResponse_LeavesTheOthers(string response, bool isInCreate, bool isInList)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "normalization": [{ "rule": "renameCreationSource", "creationSource": "sdk", "in": "{{response}}" }] }""");

        HttpResult created = await run.SendAsync("POST", Deployments);
        HttpResult list = await run.GetAsync(Deployments);

        Assert.Equal(isInCreate ? "sdk" : "api", created.Json.GetProperty("creation_source").GetString());
        Assert.Equal(isInList ? "sdk" : "api", list.Json.GetProperty("deployments")[0].GetProperty("creation_source").GetString());
    }

    private static Task<EmulatorRun> StartAsync(string options) => EmulatorRun.StartAsync($$"""
        {
          "options": {{options}},
          "apps": [{ "id": 42, "name": "orders" }, { "id": 43 }],
          "clients": [{ "id": "bot", "secret": "secret", "scopes": ["*"] }]
        }
        """);
}
