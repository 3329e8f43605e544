using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Commands.Rollouts;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Commands.Rollouts;

public sealed class RolloutTests
{
    private const string Content =
        """
        // Comments are permitted.
        { "id": "release", "apps": ["orders", 77, { "app": "search", "deploy": { "imageTag": "2.4.1" } }], "deploy": { "imageTag": "2.4.0" }, "waves": [1] }
        """;

    private const string IdContent = """{ "id": "release", "apps": [42, 77] }""";

    private const string GateContent = """{ "id": "release", "apps": [42], "gate": { "path": "/v1/health", "apiKeyVariable": "SPICE_APP_KEY" } }""";

    [Fact]
    public async Task Plan_OfAFile_WritesTheWavesAndStoresNothing()
    {
        await using ToolSession session = await StartAsync();

        ToolResult text = await RunAsync(session, "plan");
        ToolResult json = await RunAsync(session, "plan", "--json");

        Assert.Equal("", text.Error);
        Assert.StartsWith("Wave 1: orders\nWave 2: app 77, search\n", text.Output, StringComparison.Ordinal);
        Assert.Equal([42, 77, 99], json.Document.GetProperty("plan").GetProperty("waves").EnumerateArray().SelectMany(wave => wave.GetProperty("apps").EnumerateArray()).Select(app => app.GetProperty("app_id").GetInt64()));
        Assert.False(Directory.Exists(session.PathOf(".spice-rollouts")));
    }

    [Fact]
    public async Task Start_AllSucceed_Returns0AndReports()
    {
        await using ToolSession session = await StartAsync();

        ToolResult result = await RunAsync(session, "start", "--report", session.PathOf("report.md"), "--junit", session.PathOf("report.xml"));

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("orders: Succeeded 1001", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("Rollout 'release' is Succeeded: 3 Succeeded.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(["2.4.0", "2.4.0", "2.4.1"], session.Cloud.Apps.Select(app => Assert.Single(app.Deployments).ImageTag));
        Assert.StartsWith("## Rollout release: Succeeded", await File.ReadAllTextAsync(session.PathOf("report.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(3, XDocument.Load(session.PathOf("report.xml")).Descendants("testcase").Count());
    }

    [Fact]
    public async Task Start_AgainWithTheSameFile_DeploysNothingMore()
    {
        await using ToolSession session = await StartAsync();

        await RunAsync(session, "start");
        ToolResult again = await RunAsync(session, "start", "--json");

        Assert.Equal(0, again.ExitCode);
        Assert.Equal("succeeded", again.Document.GetProperty("rollout").GetProperty("status").GetString());
        Assert.All(session.Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    [Fact]
    public async Task Start_IdOfAnotherRollout_Returns2WithoutAHint()
    {
        await using ToolSession session = await StartAsync();
        await RunAsync(session, "start");
        await File.WriteAllTextAsync(session.PathOf("rollout.json"), IdContent, TestContext.Current.CancellationToken);

        ToolResult result = await RunAsync(session, "start", "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("has another request", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(result.Document.TryGetProperty("hint", out _));
    }

    [Fact]
    public async Task Start_DamagedJournal_Returns1WithoutAHint()
    {
        await using ToolSession session = await StartAsync();
        await RunAsync(session, "start");
        await File.WriteAllTextAsync(session.PathOf(".spice-rollouts/release/journal.jsonl"), "{}\n", TestContext.Current.CancellationToken);

        ToolResult result = await RunAsync(session, "start", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is damaged", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(result.Document.TryGetProperty("hint", out _));
    }

    [Fact]
    public async Task Resume_CompletedRollout_Returns1WithoutAHint()
    {
        await using ToolSession session = await StartAsync();
        await RunAsync(session, "start");

        ToolResult result = await RunAsync(session, "resume", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("its status is Succeeded", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(result.Document.TryGetProperty("hint", out _));
    }

    [Fact]
    public async Task Start_AnAppFails_Returns1AndHowToContinue()
    {
        await using ToolSession session = await StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails("No memory");

        ToolResult result = await RunAsync(session, "start", "--json");

        Assert.Equal(1, result.ExitCode);
        JsonElement rollout = result.Document.GetProperty("rollout");
        Assert.Equal("failed", rollout.GetProperty("status").GetString());
        Assert.Equal(2, rollout.GetProperty("counts").GetProperty("skipped").GetInt32());
        Assert.Equal("failed", rollout.GetProperty("apps")[0].GetProperty("status").GetString());
        Assert.Contains($"spice-deployments rollout retry -f {session.PathOf("rollout.json")}", result.Document.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_AfterAFailure_DeploysTheRest()
    {
        await using ToolSession session = await StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails("No memory");

        await RunAsync(session, "start");
        ToolResult result = await RunAsync(session, "retry");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([2, 1, 1], session.Cloud.Apps.Select(app => app.Deployments.Count));
    }

    [Fact]
    public async Task Status_OfAFailedRollout_Returns0WithoutCredentials()
    {
        await using ToolSession session = await StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails("No memory");
        await RunAsync(session, "start");
        session.AccessToken = null;
        int sent = session.Cloud.Requests.Count;

        ToolResult result = await RunAsync(session, "status");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("1     orders  Failed   1001", result.Output, StringComparison.Ordinal);
        Assert.Contains("No memory", result.Output, StringComparison.Ordinal);
        Assert.Equal(sent, session.Cloud.Requests.Count);
    }

    [Fact]
    public async Task Rollback_AfterASuccess_PutsTheAppsBack()
    {
        await using ToolSession session = await StartAsync(
            """{ "id": "release", "apps": ["orders"], "update": { "imageTag": "2.4.0", "spicepod": "spicepod.yaml" } }""");
        await File.WriteAllTextAsync(session.PathOf("spicepod.yaml"), "version: v1\nkind: Spicepod\nname: changed\n", TestContext.Current.CancellationToken);
        session.Cloud.GetApp(42).WithSettings(settings => settings with { ImageTag = "2.3.0" });

        ToolResult started = await RunAsync(session, "start");
        string? changed = session.Cloud.GetApp(42).Settings.Spicepod?.GetProperty("name").GetString();
        ToolResult result = await RunAsync(session, "rollback", "--json");

        Assert.Equal(0, started.ExitCode);
        Assert.Equal("changed", changed);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("rolled_back", result.Document.GetProperty("rollout").GetProperty("status").GetString());
        Assert.Equal("2.3.0", session.Cloud.GetApp(42).Settings.ImageTag);
        Assert.Equal(2, session.Cloud.GetApp(42).Deployments.Count);
    }

    [Fact]
    public async Task Start_IsInterrupted_Returns130AndResumeContinues()
    {
        using var interruption = new Interruption("POST /v1/apps/42/deployments");
        await using ToolSession session = await StartAsync(Content, interruption.Observe);

        ToolResult interrupted = await session.RunAsync(interruption.Token, GetArguments(session, "start"));
        ToolResult resumed = await RunAsync(session, "resume");

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains($"To continue the rollout: spice-deployments rollout resume -f {session.PathOf("rollout.json")}", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal(0, resumed.ExitCode);
        Assert.All(session.Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    /// <summary><c>rollout resume</c> would put the apps back, too, but return 1: the rollout has not succeeded.</summary>
    [Fact]
    public async Task Rollback_IsInterrupted_Returns130AndTheSameCommandContinues()
    {
        using var interruption = new Interruption("POST /v1/apps/42/deployments", count: 2);
        await using ToolSession session = await StartAsync("""{ "id": "release", "apps": [42], "update": { "imageTag": "2.4.0" } }""", interruption.Observe);
        session.Cloud.GetApp(42).WithSettings(settings => settings with { ImageTag = "2.3.0" });
        await RunAsync(session, "start");

        ToolResult interrupted = await session.RunAsync(interruption.Token, GetArguments(session, "rollback"));
        ToolResult continued = await RunAsync(session, "rollback");

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains($"To continue the rollout: spice-deployments rollout rollback -f {session.PathOf("rollout.json")}", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal(0, continued.ExitCode);
        Assert.Equal(2, session.Cloud.GetApp(42).Deployments.Count);
    }

    /// <summary>Only the commands that run the gate need the key. The rollout of the others is unknown.</summary>
    [Theory]
    [InlineData("plan", 0)]
    [InlineData("status", 8)]
    [InlineData("rollback", 8)]
    [InlineData("start", 2)]
    [InlineData("resume", 2)]
    [InlineData("retry", 2)]
    public async Task Run_WithoutTheKeyOfTheGate_OnlyCommandsThatRunTheGateReturn2(string command, int expected)
    {
        await using ToolSession session = await StartAsync(GateContent);

        Assert.Equal(expected, (await RunAsync(session, command)).ExitCode);
        Assert.Empty(session.Cloud.Requests);
    }

    /// <summary>A key that was read from a file ends with a line break.</summary>
    [Fact]
    public async Task Start_KeyOfTheGateThatEndsWithALineBreak_IsSentWithoutIt()
    {
        await using ToolSession session = await StartAsync(GateContent);
        session.Variables["SPICE_APP_KEY"] = " key-1\n";
        session.Cloud.Faults.OnGetApp().Always().RespondWithJson($$"""{ "id": 42, "name": "orders", "endpoint": "{{session.Cloud.BaseAddress}}" }""");

        ToolResult result = await RunAsync(session, "start");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("key-1", Assert.Single(session.Cloud.Requests, request => request.Path is "/v1/health").Headers["X-API-Key"]);
    }

    [Theory]
    [InlineData("two\nkeys")]
    [InlineData(" \n")]
    public async Task Start_KeyOfTheGateThatNoHeaderCanContain_Returns2WithoutTheKey(string key)
    {
        await using ToolSession session = await StartAsync(GateContent);
        session.Variables["SPICE_APP_KEY"] = key;

        ToolResult result = await RunAsync(session, "start");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The variable SPICE_APP_KEY", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("keys", result.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cloud.Requests);
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("retry")]
    [InlineData("rollback")]
    [InlineData("status")]
    public async Task Run_UnknownRollout_Returns8(string command)
    {
        await using ToolSession session = await StartAsync();

        Assert.Equal(8, (await RunAsync(session, command)).ExitCode);
    }

    [Fact]
    public async Task Start_UnknownApp_Returns8AndStoresNothing()
    {
        await using ToolSession session = await StartAsync("""{ "id": "release", "apps": ["orders", "unknown"] }""");

        ToolResult result = await RunAsync(session, "start");

        Assert.Equal(8, result.ExitCode);
        Assert.Contains("unknown", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(session.PathOf(".spice-rollouts/release/journal.jsonl")));
        Assert.All(session.Cloud.Apps, app => Assert.Empty(app.Deployments));
    }

    /// <summary>Ids cost no request before the rollout begins, so that the first app finds that the credentials are rejected.</summary>
    [Theory]
    [InlineData(IdContent)]
    [InlineData(Content)]
    public async Task Start_WrongToken_Returns4(string content)
    {
        await using ToolSession session = await StartAsync(content);
        session.AccessToken = "wrong";

        ToolResult result = await RunAsync(session, "start");

        Assert.Equal(4, result.ExitCode);
        Assert.All(session.Cloud.Apps, app => Assert.Empty(app.Deployments));
    }

    [Theory]
    [InlineData(SpiceScopes.DeploymentsRead)]
    [InlineData(SpiceScopes.AppsWrite)]
    public async Task Start_MissingScope_Returns4AndNamesTheScope(string scope)
    {
        await using ToolSession session = await StartAsync(IdContent);
        session.AccessToken = session.Cloud.IssueToken(scope);

        ToolResult result = await RunAsync(session, "start", "--json");

        Assert.Equal(4, result.ExitCode);
        Assert.Equal("access_denied", result.Document.GetProperty("outcome").GetString());
        Assert.Equal("stopped", result.Document.GetProperty("rollout").GetProperty("status").GetString());
        Assert.Contains("deployments:", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_WrongToken_Returns4()
    {
        using var interruption = new Interruption("POST /v1/apps/42/deployments");
        await using ToolSession session = await StartAsync(IdContent, interruption.Observe);
        await session.RunAsync(interruption.Token, GetArguments(session, "start"));
        session.AccessToken = "wrong";

        Assert.Equal(4, (await RunAsync(session, "resume")).ExitCode);
    }

    [Fact]
    public async Task Retry_WrongTokenThenAnother_Returns4ThenDeploys()
    {
        await using ToolSession session = await StartAsync(IdContent);
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails("No memory");
        await RunAsync(session, "start");
        session.AccessToken = "wrong";

        ToolResult rejected = await RunAsync(session, "retry");
        session.AccessToken = session.Cloud.AccessToken;
        ToolResult retried = await RunAsync(session, "retry");

        Assert.Equal((4, 0), (rejected.ExitCode, retried.ExitCode));
    }

    [Fact]
    public async Task Rollback_WrongToken_Returns4AndTheSameCommandContinues()
    {
        await using ToolSession session = await StartAsync("""{ "id": "release", "apps": [42], "update": { "imageTag": "2.4.0" } }""");
        session.Cloud.GetApp(42).WithSettings(settings => settings with { ImageTag = "2.3.0" });
        await RunAsync(session, "start");
        session.AccessToken = "wrong";

        ToolResult rejected = await RunAsync(session, "rollback");
        session.AccessToken = session.Cloud.AccessToken;
        ToolResult continued = await RunAsync(session, "rollback");

        Assert.Equal((4, 0), (rejected.ExitCode, continued.ExitCode));
        Assert.Contains("spice-deployments rollout rollback", rejected.Error, StringComparison.Ordinal);
        Assert.Equal("2.3.0", session.Cloud.GetApp(42).Settings.ImageTag);
    }

    [Fact]
    public async Task Retry_RolloutOfAnotherProcess_Returns5()
    {
        await using ToolSession session = await StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails();
        await RunAsync(session, "start");
        await using var other = new FileStream(session.PathOf(".spice-rollouts/release/lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        ToolResult result = await RunAsync(session, "retry");

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("To continue the rollout, if it was stored: spice-deployments rollout retry", result.Error, StringComparison.Ordinal);
        Assert.Single(session.Cloud.GetApp(42).Deployments);
    }

    [Fact]
    public async Task Start_IdAndJournal_AreUsedInHints()
    {
        await using ToolSession session = await StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails();

        ToolResult result = await RunAsync(session, "start", "--id", "release two", "--journal", session.PathOf("journals"));

        Assert.Equal(2, result.ExitCode); // An id with a space is not valid.
        result = await RunAsync(session, "start", "--id", "release-2", "--journal", session.PathOf("journals"));
        Assert.EndsWith($"spice-deployments rollout rollback -f {session.PathOf("rollout.json")} --id release-2 --journal {session.PathOf("journals")}\n", result.Error, StringComparison.Ordinal);
        Assert.True(Directory.Exists(session.PathOf("journals/release-2")));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{", "line 1")]
    [InlineData("""{ "apps": ["orders"] }""", "'id'")]
    [InlineData("""{ "id": "x" }""", "'apps'")]
    [InlineData("""{ "id": "x", "apps": [] }""", "'apps' must contain at least one app")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "wave": [1] }""", "'wave'")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "options": {} }""", "'options'")]
    [InlineData("""{ "id": "x", "apps": [0] }""", "$.apps[0]: An app is an id greater than 0")]
    [InlineData("""{ "id": "x", "apps": [true] }""", "An app is an id, a name, or an object")]
    [InlineData("""{ "id": "x", "apps": [{ "deploy": {} }] }""", "'app'")]
    [InlineData("""{ "id": "x", "apps": [null] }""", "An app is an id, a name, or an object")]
    [InlineData("""{ "id": "x", "apps": [{ "app": {} }] }""", "The property 'app' is an id or a name.")]
    [InlineData("""{ "id": "x", "apps": [{ "app": 4.5 }] }""", "The property 'app' is an id or a name.")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "onFailure": 1 }""", "$.onFailure: The value is not valid here.")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "bakeTime": "2000000000h" }""", "'bakeTime' must be from 0 to 7 days")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "gate": { "timeout": "0s" } }""", "The 'timeout' of the gate must be more than 0.")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "gate": { "apiKeyVariable": "SPICE_APP_KEY" } }""", "The variable SPICE_APP_KEY, which the gate names, is not set.")]
    [InlineData("""{ "id": "../x", "apps": ["orders"] }""", "A rollout id has")]
    [InlineData("""{ "id": "x", "apps": ["retail/orders"] }""", "The organization is a property of the file")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "bakeTime": "5" }""", "The value is not a duration")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "onFailure": "explode" }""", "$.onFailure: The value is not valid here.")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "waves": [0] }""", "'waves' must contain numbers greater than 0")]
    [InlineData("""{ "id": "x", "apps": ["orders", 42] }""", "'apps' contains app 42 more than once")]
    [InlineData("""{ "id": "x", "apps": ["orders", "ORDERS"] }""", "'apps' contains ORDERS more than once")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "maxConcurrency": 0 }""", "'maxConcurrency' must be from 1 to 10,000")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "failureTolerance": -1 }""", "'failureTolerance' must not be negative")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "timeout": "0s" }""", "'timeout' must be more than 0 and at most 1 day")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "conflictTimeout": "25h" }""", "'conflictTimeout' must be more than 0 and at most 1 day")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "deploy": { "replicas": -1 } }""", "orders: Replicas must be from 0 to")]
    [InlineData("""{ "id": "x", "apps": [{ "app": "orders", "update": { "replicas": -1 } }] }""", "orders: Replicas must be from 0 to")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "skipIfCurrent": true }""", "'skipIfCurrent' requires an image tag, a commit or an update of each app, but orders has none")]
    [InlineData("""{ "id": "x", "apps": ["orders"], "update": { "spicepod": "absent.yaml" } }""", "absent.yaml cannot be read")]
    public async Task Start_WrongFile_Returns2AndSendsNothing(string content, string expected)
    {
        await using ToolSession session = await StartAsync(content);

        ToolResult result = await RunAsync(session, "start");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SpiceDeployments", result.Error, StringComparison.Ordinal);
        Assert.True(session.Cloud.Requests.Count is 0 || content.Contains("42]", StringComparison.Ordinal)); // The list shows that a name and an id are the same app.
    }

    /// <summary>A plan that cannot be started is wrong usage, too.</summary>
    [Theory]
    [InlineData("../x")]
    [InlineData("release two")]
    [InlineData(".")]
    public async Task Plan_WrongId_Returns2AndSendsNothing(string id)
    {
        await using ToolSession session = await StartAsync();

        ToolResult plan = await RunAsync(session, "plan", "--id", id);
        ToolResult start = await RunAsync(session, "start", "--id", id);

        Assert.Equal((2, 2), (plan.ExitCode, start.ExitCode));
        Assert.Contains("A rollout id has up to 100 letters", plan.Error, StringComparison.Ordinal);
        Assert.Equal(start.Error, plan.Error);
        Assert.Empty(session.Cloud.Requests);
    }

    [Fact]
    public async Task Start_EveryProperty_IsApplied()
    {
        await using ToolSession session = await StartAsync(
            """
            {
              "$schema": "x", "id": "release", "organization": "retail", "apps": [42, { "app": 77, "update": { "replicas": 3, "updateChannel": "preview" } }],
              "deploy": { "imageTag": "2.4.0", "channel": "preview", "replicas": 2, "branch": "main", "commit": "9f2c4e7", "message": "Ship", "debug": true },
              "waves": [1], "maxConcurrency": 2, "failureTolerance": 1, "onFailure": "rollBack", "bakeTime": "5m", "skipIfCurrent": true, "timeout": "20m", "conflictTimeout": "2m"
            }
            """);
        session.Cloud.GetApp(42).InOrganization("retail");
        session.Cloud.GetApp(77).InOrganization("retail");

        ToolResult result = await RunAsync(session, "start");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        EmulatedDeployment created = Assert.Single(session.Cloud.GetApp(42).Deployments);
        Assert.Equal(("2.4.0", "preview", 2, "main", true), (created.ImageTag, created.Channel, created.Replicas, created.Branch, created.Debug));
        Assert.Equal((3, "preview"), (session.Cloud.GetApp(77).Settings.Replicas, session.Cloud.GetApp(77).Settings.UpdateChannel));
        Assert.True(session.Clock.Elapsed > TimeSpan.FromMinutes(5));
        Assert.All(session.Cloud.Requests, request => Assert.Equal("retail", request.Headers["X-Org-Name"]));
    }

    /// <summary>Each property has another value than its default, and the request is compared as a whole.</summary>
    [Fact]
    public async Task Start_EveryProperty_IsInTheRequest()
    {
        const string content =
            """
            {
              "$schema": "x", "id": "release", "organization": "retail", "apps": [42, { "app": "billing", "deploy": { "imageTag": "2.4.1" }, "update": { "replicas": 3 } }],
              "deploy": { "imageTag": "2.4.0", "channel": "preview", "replicas": 2, "branch": "main", "commit": "9f2c4e7", "message": "Ship", "debug": true },
              "update": { "spicepod": "spicepod.yaml", "imageTag": "2.3.0", "updateChannel": "nightly", "replicas": 4 },
              "waves": [1], "maxConcurrency": 2, "failureTolerance": 1, "onFailure": "rollBack", "bakeTime": "5m", "skipIfCurrent": true, "timeout": "20m", "conflictTimeout": "2m",
              "gate": { "path": "/ready", "delay": "20s", "timeout": "2m", "apiKeyVariable": "SPICE_APP_KEY" }
            }
            """;
        const string expected =
            """
            {
              "Targets": [
                {
                  "AppId": 42,
                  "Request": { "image_tag": "2.4.0", "channel": "preview", "replicas": 2, "branch": "main", "commit_sha": "9f2c4e7", "commit_message": "Ship", "debug": true },
                  "Update": { "image_tag": "2.3.0", "replicas": 4, "spicepod": "kind: Spicepod", "update_channel": "nightly" }
                },
                {
                  "AppId": 7, "Name": "billing",
                  "Request": { "image_tag": "2.4.1", "channel": "preview", "replicas": 2, "branch": "main", "commit_sha": "9f2c4e7", "commit_message": "Ship", "debug": true },
                  "Update": { "image_tag": "2.3.0", "replicas": 3, "spicepod": "kind: Spicepod", "update_channel": "nightly" }
                }
              ],
              "WaveSizes": [1], "MaxConcurrency": 2, "FailureTolerance": 1, "OnFailure": "RollBack", "BakeTime": "00:05:00", "Gate": "http", "SkipIfCurrent": true,
              "Deploy": { "ConflictTimeout": "00:02:00", "Polling": { "InitialDelay": "00:00:05", "MaxDelay": "00:00:30", "Timeout": "00:20:00", "UseJitter": false, "Schedule": "Exponential" } }
            }
            """;
        await using ToolSession session = await StartAsync(content);
        session.Variables["SPICE_APP_KEY"] = "key of the apps";
        session.Cloud.AddApp(7, "billing");
        Assert.All(session.Cloud.Apps, app => app.InOrganization("retail"));
        await File.WriteAllTextAsync(session.PathOf("spicepod.yaml"), "kind: Spicepod", TestContext.Current.CancellationToken);

        await RunAsync(session, "start");

        string created = File.ReadLines(session.PathOf(".spice-rollouts/release/journal.jsonl")).First();
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonElement.Parse(created).GetProperty("request").GetRawText());
        Assert.All(session.Cloud.Requests.Where(request => request.Headers.ContainsKey("Authorization")), request => Assert.Equal("retail", request.Headers["X-Org-Name"]));
        JsonTypeInfo?[] types = [.. ((Type[])[typeof(RolloutFile), typeof(AppEntryConverter.AppObject), typeof(RolloutFile.DeployEntry), typeof(RolloutFile.UpdateEntry), typeof(RolloutFile.GateEntry)]).Select(RolloutFileJsonContext.Default.GetTypeInfo)];
        Assert.All(types.SelectMany(type => type!.Properties), property => Assert.Contains($"\"{property.Name}\":", content, StringComparison.Ordinal));
    }

    [Fact]
    public void Gate_EveryProperty_IsApplied()
    {
        var options = new HttpRolloutGateOptions();
        using var request = new HttpRequestMessage();

        new RolloutFile.GateEntry { Path = "/ready", Delay = TimeSpan.FromSeconds(20), Timeout = TimeSpan.FromMinutes(2) }.ApplyTo(options, "key");
        options.ConfigureRequest!(request, new App());

        Assert.Equal(("/ready", TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(2)), (options.Path, options.Delay, options.Timeout));
        Assert.Equal(["key"], request.Headers.GetValues("X-API-Key"));
    }

    [Fact]
    public async Task Start_ReportThatCannotBeWritten_Returns1WithTheRollout()
    {
        await using ToolSession session = await StartAsync();

        ToolResult result = await RunAsync(session, "start", "--json", "--report", session.PathOf("rollout.json/report.md"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("succeeded", result.Document.GetProperty("rollout").GetProperty("status").GetString());
        Assert.Contains("A report cannot be written", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(result.Document.TryGetProperty("hint", out _));
    }

    [Fact]
    public async Task Start_AppWithValuesOfItsOwn_KeepsTheOthersOfTheFile()
    {
        await using ToolSession session = await StartAsync(
            """{ "id": "release", "apps": [{ "app": 42, "deploy": { "imageTag": "2.4.1" }, "update": { "replicas": 3 } }], "deploy": { "imageTag": "2.4.0", "branch": "main" }, "update": { "updateChannel": "preview" } }""");

        ToolResult result = await RunAsync(session, "start");

        Assert.Equal(0, result.ExitCode);
        EmulatedDeployment created = Assert.Single(session.Cloud.GetApp(42).Deployments);
        Assert.Equal(("2.4.1", "main"), (created.ImageTag, created.Branch));
        Assert.Equal((3, "preview"), (session.Cloud.GetApp(42).Settings.Replicas, session.Cloud.GetApp(42).Settings.UpdateChannel));
    }

    /// <summary>Someone has deployed the app since. The table states it as the report does.</summary>
    [Fact]
    public async Task Rollback_AppThatIsLeft_StatesWhyItWasNotPutBack()
    {
        await using ToolSession session = await StartAsync("""{ "id": "release", "apps": [42], "update": { "imageTag": "2.4.0" } }""");
        session.Cloud.GetApp(42).WithSettings(settings => settings with { ImageTag = "2.3.0" });
        await RunAsync(session, "start");
        session.Cloud.GetApp(42).StartDeployment();

        ToolResult result = await RunAsync(session, "rollback");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Not put back: Someone else has", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FailsAndRollsBack_OffersNoFurtherCommand()
    {
        await using ToolSession session = await StartAsync("""{ "id": "release", "apps": ["orders"], "update": { "imageTag": "2.4.0" }, "onFailure": "rollBack" }""");
        session.Cloud.GetApp(42).WithSettings(settings => settings with { ImageTag = "2.3.0" }).ScriptNextDeployment().Fails();

        ToolResult result = await RunAsync(session, "start", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("rolled_back", result.Document.GetProperty("rollout").GetProperty("status").GetString());
        Assert.False(result.Document.TryGetProperty("hint", out _));
    }

    [Fact]
    public async Task Start_AppsPassTheGate_DeploysTheNextWave()
    {
        await using ToolSession session = await StartWithGateAsync(readyAfter: 2);

        ToolResult result = await RunAsync(session, "start");

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        Assert.Contains("Wave 1 has passed the gate: 1 Pending, 1 Succeeded", result.Output, StringComparison.Ordinal);
        Assert.Single(session.Cloud.GetApp(77).Deployments);
        RecordedRequest[] checks = [.. session.Cloud.Requests.Where(request => request.Path.EndsWith("/ready", StringComparison.Ordinal))];
        Assert.Equal(["/apps/42/ready", "/apps/42/ready", "/apps/42/ready", "/apps/77/ready"], checks.Select(check => check.Path));
        Assert.All(checks, check => Assert.Equal("key of the apps", check.Headers["X-API-Key"]));
        Assert.All(checks, check => Assert.False(check.Headers.ContainsKey("Authorization")));
    }

    [Fact]
    public async Task Start_AppDoesNotPassTheGate_Returns1AndLeavesTheNextWave()
    {
        await using ToolSession session = await StartWithGateAsync(readyAfter: int.MaxValue);

        ToolResult result = await RunAsync(session, "start");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Wave 1 has not passed the gate", result.Output, StringComparison.Ordinal);
        Assert.Contains($"not ready after 00:02:00. app 42: {session.Cloud.BaseAddress}apps/42/ready responded with 503", result.Error, StringComparison.Ordinal);
        Assert.Contains("spice-deployments rollout retry -f", result.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cloud.GetApp(77).Deployments);
        Assert.InRange(session.Clock.Elapsed, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4));
    }

    /// <summary>Starts an emulator that also responds as the apps do: the first requests of app 42 with 503, all others with 200.</summary>
    private static async Task<ToolSession> StartWithGateAsync(int readyAfter)
    {
        ToolSession session = await StartAsync(
            """{ "id": "release", "apps": [42, 77], "waves": [1], "gate": { "path": "/ready", "delay": "20s", "timeout": "2m", "apiKeyVariable": "SPICE_APP_KEY" } }""");
        session.Variables["SPICE_APP_KEY"] = "key of the apps";
        foreach (int id in (int[])[42, 77])
        {
            string body = $$"""{ "id": {{id}}, "name": "app-{{id}}", "endpoint": "{{session.Cloud.BaseAddress}}apps/{{id}}" }""";
            session.Cloud.Faults.On("GET", $"/v1/apps/{id}").Times(int.MaxValue).RespondWithBytes(Encoding.UTF8.GetBytes(body), "application/json");
        }

        session.Cloud.Faults.On("GET", "/apps/42/ready").Times(readyAfter).Fail(503, "Not ready");
        session.Cloud.Faults.On("GET", "/apps/*/ready").Times(int.MaxValue).RespondWithBytes([], "text/plain");
        return session;
    }

    private static Task<ToolResult> RunAsync(ToolSession session, string command, params string[] args) => session.RunAsync(TestContext.Current.CancellationToken, GetArguments(session, command, args));

    private static string[] GetArguments(ToolSession session, string command, params string[] args) => ["rollout", command, "-f", session.PathOf("rollout.json"), .. args];

    private static async Task<ToolSession> StartAsync(string content = Content, Action<SpiceCloudEmulatorOptions>? configure = null)
    {
        ToolSession session = await ToolSession.StartAsync(configure);
        session.Cloud.AddApp(77);
        session.Cloud.AddApp(99, "search");
        await File.WriteAllTextAsync(session.PathOf("rollout.json"), content, TestContext.Current.CancellationToken);
        return session;
    }
}
