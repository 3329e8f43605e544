using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Commands.Deployments;

public sealed class DeployTests
{
    private static readonly GitMetadata Metadata = new() { Branch = "main", CommitSha = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345", CommitMessage = "Add the dataset", Source = "GitHub Actions" };

    [Theory]
    [InlineData("42")]
    [InlineData("orders")]
    [InlineData("ORDERS")]
    public async Task Deploy_AnApp_Returns0AndWritesTheOutcome(string app)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", app, "--image-tag", "2.4.0", "--replicas", "2");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"Deploying app {app}.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Deployment 1001 was created.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Deployment 1001 succeeded after 30.0 s: image 2.4.0, 2 replicas.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_AnAppOfAnOrganization_SendsTheOrganization()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.AddApp(7, "billing").InOrganization("retail");

        ToolResult result = await session.RunAsync("deploy", "--app", "retail/billing");

        Assert.Equal(0, result.ExitCode);
        Assert.Single(session.Cloud.GetApp(7).Deployments);
        Assert.All(session.Cloud.Requests, request => Assert.Equal("retail", request.Headers["X-Org-Name"]));
    }

    [Fact]
    public async Task Deploy_EveryValue_IsSent()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync(
            "deploy", "--app", "42", "--image-tag", "2.4.0", "--channel", "preview", "--replicas", "3", "--branch", "release", "--commit", "9f2c4e7", "--message", "Ship", "--debug");

        Assert.Equal(0, result.ExitCode);
        EmulatedDeployment created = Assert.Single(session.Cloud.GetApp(42).Deployments);
        Assert.Equal(("2.4.0", "preview", 3, "release", "9f2c4e7", "Ship", true), (created.ImageTag, created.Channel, created.Replicas, created.Branch, created.CommitSha, created.CommitMessage, created.Debug));
    }

    [Fact]
    public async Task Deploy_Json_WritesOneDocumentAndTheProgressToStandardError()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--image-tag", "2.4.0", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("deploy", result.Document.GetProperty("command").GetString());
        Assert.Equal(0, result.Document.GetProperty("exit_code").GetInt32());
        Assert.Equal("succeeded", result.Document.GetProperty("outcome").GetString());
        Assert.Equal(42, result.Document.GetProperty("app_id").GetInt64());
        Assert.Equal(1001, result.Document.GetProperty("deployment_id").GetInt64());
        Assert.Equal("2.4.0", result.Document.GetProperty("deployment").GetProperty("image_tag").GetString());
        Assert.Contains("Deployment 1001 is in_progress.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_NoWait_Returns0AfterTheCreate()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--no-wait", "--git", "off");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("Deploying app 42.\nDeployment 1001 was created and is queued.\nDeployment 1001 continues. To wait for it: spice-deployments wait --app 42 1001\n", result.Output);
        Assert.Single(session.Cloud.Requests);
    }

    /// <summary>The response was lost, so that the deployment has completed before the create is known.</summary>
    [Theory]
    [InlineData("--git", "off")]
    [InlineData("--intent", "deploy.json")]
    public async Task Deploy_NoWaitAndItHasFailed_Returns1(string option, string value)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("No memory");
        session.Cloud.Faults.OnCreate().DropResponse();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--message", "Ship 17", "--no-wait", "--json", option, option is "--intent" ? session.PathOf(value) : value);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("No memory", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(1001, result.Document.GetProperty("deployment").GetProperty("id").GetInt64());
        Assert.False(result.Document.TryGetProperty("hint", out _));
    }

    [Fact]
    public async Task Deploy_Fails_Returns1WithTheReason()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails("Failed to pull container image");

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("failed", result.Document.GetProperty("outcome").GetString());
        Assert.Contains("Failed to pull container image", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(1001, result.Document.GetProperty("deployment").GetProperty("id").GetInt64());
        Assert.False(result.Document.TryGetProperty("hint", out _));
        Assert.Contains("error: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_DoesNotComplete_Returns3AndHowToWait()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();

        ToolResult result = await session.RunAsync("deploy", "--app", "orders", "--timeout", "90s");

        Assert.Equal(3, result.ExitCode);
        Assert.EndsWith("Deployment 1001 continues. To wait for it: spice-deployments wait --app orders 1001\n", result.Error, StringComparison.Ordinal);
        Assert.InRange(session.Clock.Elapsed, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task Deploy_WithoutCredentials_Returns2AndNamesTheVariable()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.AccessToken = null;

        ToolResult result = await session.RunAsync("deploy", "--app", "42");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("SPICE_API_TOKEN", result.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cloud.Requests);
    }

    [Fact]
    public async Task Deploy_RejectedToken_Returns4()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.AccessToken = "wrong-token";

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--git", "off");

        Assert.Equal(4, result.ExitCode);
        Assert.DoesNotContain("wrong-token", result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_MissingScope_Returns4AndNamesTheScope()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.AccessToken = session.Cloud.IssueToken(SpiceScopes.DeploymentsRead);

        ToolResult result = await session.RunAsync("deploy", "--app", "42");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("deployments:write", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_TokenFile_IsUsedInsteadOfTheEnvironment()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.AccessToken = "wrong-token";
        await File.WriteAllTextAsync(session.PathOf("token"), $"{session.Cloud.AccessToken}\n", TestContext.Current.CancellationToken);

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--token-file", session.PathOf("token"));

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Deploy_MissingTokenFile_Returns2AndSendsNothing()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--token-file", session.PathOf("absent"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("absent cannot be read", result.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cloud.Requests);
    }

    [Fact]
    public async Task Deploy_ActiveDeployment_IsWaitedFor()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment();

        ToolResult result = await session.RunAsync("deploy", "--app", "42");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Waiting for deployment 1001, which is queued.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Deployment 1002 succeeded", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ActiveDeploymentAndConflictFail_Returns5AndCreatesNothing()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--conflict", "fail");

        Assert.Equal(5, result.ExitCode);
        Assert.Single(session.Cloud.GetApp(42).Deployments);
        Assert.DoesNotContain("may have been created", result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ActiveDeploymentForTheWholeTimeout_NamesTheOption()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().NeverCompletes());

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--timeout", "30s");

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("The create waited 30 s for active deployments to complete (--timeout).", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_LostResponseAndUnreadableList_Returns6WithTheCandidates()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).WithNormalization(NormalizationRule.ReplaceMessage(null));
        session.Cloud.Faults.OnCreate().DropResponse();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--message", "Ship", "--json");

        Assert.Equal(6, result.ExitCode);
        Assert.Equal(1001, result.Document.GetProperty("candidates")[0].GetInt64());
        Assert.Contains("spice-deployments list --app 42", result.Document.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Single(session.Cloud.GetApp(42).Deployments);
    }

    /// <summary>The first response is lost, no check finds a deployment, and the list fails when it is checked again.</summary>
    [Fact]
    public async Task Deploy_LostResponseAndUnreadableListBeforeTheNextAttempt_Returns6AndHowToCheck()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.Faults.OnCreate().Fail(503, "Try later", retryAfter: TimeSpan.FromSeconds(12));
        session.Cloud.Faults.OnList().Skip(5).Always().Fail(503, "Try later");

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--git", "off");

        Assert.Equal(6, result.ExitCode);
        Assert.EndsWith("A deployment may have been created. Before you deploy again: spice-deployments list --app 42\n", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was created.", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The deployment whose response was lost blocks its own create, and is not listed.</summary>
    [Fact]
    public async Task Deploy_LostResponseAndConflictWithAnUnlistedDeployment_Returns6AndHowToCheck()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes().VisibilityDelay(TimeSpan.FromMinutes(5));
        session.Cloud.Faults.OnCreate().DropResponse();
        session.Cloud.Faults.OnList().Skip(11).Always().Fail(503, "Try later"); // While the command waits for the deployment.

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--git", "off", "--timeout", "20s");

        Assert.Equal(6, result.ExitCode);
        Assert.EndsWith("A deployment may have been created. Before you deploy again: spice-deployments list --app 42\n", result.Error, StringComparison.Ordinal);
        Assert.Single(session.Cloud.GetApp(42).Deployments);
    }

    /// <summary>No check finds a deployment, but no response shows that there is none.</summary>
    [Theory]
    [InlineData]
    [InlineData("--no-wait")]
    [InlineData("--tag", "tier=gold")]
    public async Task Deploy_NoConclusiveResponse_Returns1AndHowToCheck(params string[] args)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.Faults.OnCreate().Always().Fail(503, "Try later");

        ToolResult result = await session.RunAsync(["deploy", "--app", "42", "--git", "off", .. args]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("without a conclusive response", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("A deployment may have been created. Before you deploy again: spice-deployments list --app 42\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_IsReplaced_Returns7()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().IsSupersededAfter(TimeSpan.FromSeconds(2));

        ToolResult result = await session.RunAsync("deploy", "--app", "42");

        Assert.Equal(7, result.ExitCode);
    }

    /// <summary>The credentials have lost the access to the app, or to everything.</summary>
    [Theory]
    [InlineData(404, 8)]
    [InlineData(403, 4)]
    [InlineData(401, 4)]
    public async Task Deploy_AccessIsLostDuringTheWait_ReturnsTheIdAndHowToWait(int status, int expected)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.Faults.On("GET", "/v1/apps/*").Always().Fail(status, "No access");
        session.Cloud.Faults.On("GET", "/v1/apps/*/deployments").Always().Fail(status, "No access");

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--git", "off", "--json");

        Assert.Equal(expected, result.ExitCode);
        Assert.Equal(1001, result.Document.GetProperty("deployment_id").GetInt64());
        Assert.Equal("Deployment 1001 continues. To wait for it: spice-deployments wait --app 42 1001", result.Document.GetProperty("hint").GetString());
    }

    [Fact]
    public async Task Deploy_AppOfAnIntentIsNotFoundDuringTheWait_ReturnsHowToContinue()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.Faults.On("GET", "/v1/apps/*").Always().Fail(404, "No access");
        session.Cloud.Faults.On("GET", "/v1/apps/*/deployments").Skip(1).Always().Fail(404, "No access");

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--git", "off", "--intent", session.PathOf("intent.json"));

        Assert.Equal(8, result.ExitCode);
        Assert.EndsWith($"Deployment 1001 continues. To wait for it: spice-deployments deploy --app 42 --git off --intent {session.PathOf("intent.json")}\n", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(session.PathOf("intent.json")));
    }

    [Theory]
    [InlineData("77")]
    [InlineData("unknown")]
    public async Task Deploy_UnknownApp_Returns8(string app)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", app);

        Assert.Equal(8, result.ExitCode);
        Assert.DoesNotContain("may have been created", result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_SpicepodAndTags_AreUpdatedBeforeTheDeployment()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).WithTags(("team", "retail"), ("old", "1"));
        await File.WriteAllTextAsync(session.PathOf("spicepod.yaml"), "version: v1\nkind: Spicepod\nname: orders\n", TestContext.Current.CancellationToken);

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--spicepod", session.PathOf("spicepod.yaml"), "--tag", "tier=gold", "--tag", "old=");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["team", "tier"], session.Cloud.GetApp(42).Settings.Tags.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("orders", session.Cloud.GetApp(42).Settings.Spicepod!.Value.GetProperty("name").GetString());
        Assert.Contains("of the app.", result.Output, StringComparison.Ordinal);
        Assert.Equal(["PUT", "POST"], session.Cloud.Requests.Select(request => request.Method).Where(method => method is "PUT" or "POST"));
    }

    /// <summary>The service returns a spicepod of YAML in another form, so that the app does not show whether it is the one that was sent.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_LostResponseOfTheUpdate_Returns6AndDeploysNothing(bool isAppUnreadable)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        await File.WriteAllTextAsync(session.PathOf("spicepod.yaml"), "version: v1\nkind: Spicepod\nname: changed\n", TestContext.Current.CancellationToken);
        session.Cloud.Faults.OnUpdateApp().DropResponse();
        if (isAppUnreadable)
        {
            session.Cloud.Faults.OnGetApp().Skip(1).Always().Fail(503, "Try later");
        }

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--git", "off", "--spicepod", session.PathOf("spicepod.yaml"), "--json");

        Assert.Equal(6, result.ExitCode);
        Assert.Equal("outcome_unknown", result.Document.GetProperty("outcome").GetString());
        Assert.StartsWith("The app may have been changed; nothing was deployed.", result.Document.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Contains(isAppUnreadable ? "the app cannot be read" : "Compare the two, with apps show 42.", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Current", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(session.Cloud.GetApp(42).Deployments);
    }

    /// <summary>System.CommandLine would read the file, and take its lines for arguments.</summary>
    [Fact]
    public async Task Deploy_MessageThatNamesAFile_SendsTheMessage()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        await File.WriteAllTextAsync(session.PathOf("secret"), "--no-wait", TestContext.Current.CancellationToken);

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--message", $"@{session.PathOf("secret")}");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal($"@{session.PathOf("secret")}", Assert.Single(session.Cloud.GetApp(42).Deployments).CommitMessage);
        Assert.Contains("succeeded", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_IsInterruptedDuringTheUpdate_SaysThatTheAppMayHaveChanged()
    {
        using var interruption = new Interruption("PUT");
        await using ToolSession session = await ToolSession.StartAsync(interruption.Observe);

        ToolResult result = await session.RunAsync(interruption.Token, "deploy", "--app", "42", "--tag", "tier=gold");

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("The app may have been changed; nothing was deployed.", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The next deployment of anybody has the new tag.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(130)]
    public async Task Deploy_CreateIsRejectedAfterTheUpdate_SaysThatTheAppWasChanged(int expected)
    {
        using var interruption = new Interruption("GET /v1/apps/42/deployments", count: 2);
        await using ToolSession session = await ToolSession.StartAsync(expected is 130 ? interruption.Observe : null);
        session.AccessToken = expected is 4 ? session.Cloud.IssueToken(SpiceScopes.AppsRead, SpiceScopes.AppsWrite) : session.AccessToken;
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().NeverCompletes());
        string[] command = ["deploy", "--app", "42", "--git", "off", "--tag", "tier=gold", "--json", "--conflict", expected is 130 ? "wait" : "fail"];

        ToolResult result = await session.RunAsync(interruption.Token, command);

        Assert.Equal(expected, result.ExitCode);
        Assert.StartsWith("The app was changed; nothing was deployed.", result.Document.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Contains("The app was changed; nothing was deployed.", result.Error, StringComparison.Ordinal);
        Assert.Equal("gold", session.Cloud.GetApp(42).Settings.Tags["tier"]);
    }

    [Fact]
    public async Task Deploy_CreateOfAnIntentIsRejectedAfterTheUpdate_SaysThatTheAppWasChanged()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().NeverCompletes());

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--tag", "tier=gold", "--conflict", "fail", "--intent", session.PathOf("intent.json"));

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("The app was changed; nothing was deployed.", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(session.PathOf("intent.json")));
    }

    [Fact]
    public async Task Deploy_IsInterruptedWhileItWaitsForAnother_SaysThatNothingWasCreated()
    {
        using var interruption = new Interruption("GET", count: 3);
        await using ToolSession session = await ToolSession.StartAsync(interruption.Observe);
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().NeverCompletes());

        ToolResult result = await session.RunAsync(interruption.Token, "deploy", "--app", "42");

        Assert.Equal(130, result.ExitCode);
        Assert.EndsWith("Nothing was created.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OutputThatCannotBeWritten_ContinuesToTheOutcome()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Output = new ConsoleWriter(new StreamWriter(new ClosedStream()) { AutoFlush = true });

        ToolResult text = await session.RunAsync("deploy", "--app", "42");
        ToolResult json = await session.RunAsync("deploy", "--app", "42", "--json");

        Assert.Equal(0, text.ExitCode);
        Assert.Equal(1, json.ExitCode); // A script would read nothing.
        Assert.Contains("The JSON document could not be written", json.Error, StringComparison.Ordinal);
        Assert.Equal(2, session.Cloud.GetApp(42).Deployments.Count);
    }

    [Fact]
    public async Task Deploy_MissingSpicepod_Returns2AndDeploysNothing()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--spicepod", session.PathOf("absent.yaml"));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(session.Cloud.GetApp(42).Deployments);
    }

    [Fact]
    public async Task Deploy_UnconnectedApp_SendsGitMetadata()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.GitMetadata = Metadata;

        ToolResult result = await session.RunAsync("deploy", "--app", "42");

        EmulatedDeployment created = Assert.Single(session.Cloud.GetApp(42).Deployments);
        Assert.Equal((Metadata.Branch, Metadata.CommitSha, Metadata.CommitMessage), (created.Branch, created.CommitSha, created.CommitMessage));
        Assert.Contains("Commit 9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345 of main, from GitHub Actions.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ConnectedApp_SendsNoGitMetadataAndSaysSo()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ConnectedTo("acme/orders", "release");
        session.GitMetadata = Metadata;

        ToolResult result = await session.RunAsync("deploy", "--app", "42");

        Assert.Equal("release", Assert.Single(session.Cloud.GetApp(42).Deployments).Branch);
        Assert.Contains("Git metadata is not sent: the app has the production branch 'release'", result.Output, StringComparison.Ordinal);
        Assert.Contains("--git auto", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ConnectedAppAndGitAuto_SendsGitMetadata()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ConnectedTo("acme/orders", "release");
        session.GitMetadata = Metadata;

        await session.RunAsync("deploy", "--app", "42", "--git", "auto");

        Assert.Equal("main", Assert.Single(session.Cloud.GetApp(42).Deployments).Branch);
    }

    [Fact]
    public async Task Deploy_TokenThatCannotReadTheApp_SendsNoGitMetadataAndSaysSo()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.AccessToken = session.Cloud.IssueToken(SpiceScopes.DeploymentsWrite);
        session.GitMetadata = Metadata;

        ToolResult result = await session.RunAsync("deploy", "--app", "42");

        Assert.Equal(0, result.ExitCode);
        Assert.Null(Assert.Single(session.Cloud.GetApp(42).Deployments).Branch);
        Assert.Contains("Git metadata is not sent: the token does not permit to read the app", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_GitOff_ReadsNoApp()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.GitMetadata = Metadata;

        await session.RunAsync("deploy", "--app", "42", "--git", "off");

        Assert.Null(Assert.Single(session.Cloud.GetApp(42).Deployments).CommitSha);
        Assert.DoesNotContain(session.Cloud.Requests, request => request.Path == "/v1/apps/42");
    }

    [Fact]
    public async Task Deploy_AnotherCommitThanGit_SendsOnlyTheOptions()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.GitMetadata = Metadata;

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--commit", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

        Assert.Null(Assert.Single(session.Cloud.GetApp(42).Deployments).Branch);
        Assert.Contains("the options describe another revision than GitHub Actions", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_LongWait_WritesALineEachMinute()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromMinutes(5));

        ToolResult result = await session.RunAsync("deploy", "--app", "42");

        Assert.InRange(result.Output.Split('\n').Count(line => line.EndsWith("Deployment 1001 is in_progress.", StringComparison.Ordinal)), 4, 6);
    }

    [Fact]
    public async Task Deploy_LostResponse_WarnsAndSucceedsWithOneDeployment()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.Faults.OnCreate().DropResponse();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--message", "Ship 17");

        Assert.Equal(0, result.ExitCode);
        Assert.Single(session.Cloud.GetApp(42).Deployments);
        Assert.Contains("The response to the create request was lost.", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("warning: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--intent", "intent.json")]
    public async Task Deploy_NoWaitAndConflict_NamesTheActiveDeploymentOnce(params string[] options)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromMinutes(2)));

        ToolResult result = await session.RunAsync(["deploy", "--app", "42", "--git", "off", "--no-wait", .. options.Select(option => option.EndsWith(".json", StringComparison.Ordinal) ? session.PathOf(option) : option)]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(1, result.Error.Split("Waiting for deployment 1001, which is in_progress.\n").Length - 1);
        Assert.Equal(1, result.Error.Split("Waiting for").Length - 1);
    }

    [Fact]
    public async Task Deploy_NoWaitAndConflictThatIsNotListed_SaysThatItWaits()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.Faults.OnCreate().Times(2).Fail(409, "A deployment is active");

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--git", "off", "--no-wait");

        Assert.Equal((0, "Waiting for another deployment.\n"), (result.ExitCode, result.Error));
    }

    /// <summary>A hint is a command line that works when it is copied.</summary>
    [Fact]
    public async Task Deploy_TokenFileAndDnx_AreInTheHint()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        (session.AccessToken, session.Command) = (null, "dotnet dnx SpiceDeployments.Tool@1.2.0 --");
        await File.WriteAllTextAsync(session.PathOf("the token"), session.Cloud.AccessToken, TestContext.Current.CancellationToken);
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--timeout", "30s", "--token-file", session.PathOf("the token"));

        Assert.Equal(3, result.ExitCode);
        Assert.EndsWith($"To wait for it: dotnet dnx SpiceDeployments.Tool@1.2.0 -- wait --app 42 1001 --token-file '{session.PathOf("the token")}'\n", result.Error, StringComparison.Ordinal);
    }

    /// <summary>A closed file descriptor.</summary>
    private sealed class ClosedStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new UnauthorizedAccessException("Access to the path is denied.");

        public override void Write(byte[] buffer, int offset, int count) => throw new UnauthorizedAccessException("Access to the path is denied.");
    }
}
