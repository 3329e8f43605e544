using System.Text.Json;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Commands.Deployments;

public sealed class IntentTests
{
    [Fact]
    public async Task Deploy_Succeeds_DeletesTheFile()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--intent", session.PathOf("intent.json"));

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.False(File.Exists(session.PathOf("intent.json")));
        Assert.Contains("Deployment-Key:", Assert.Single(session.Cloud.GetApp(42).Deployments).CommitMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_IsInterruptedDuringTheWait_ContinuesWithTheSameCommand()
    {
        using var interruption = new Interruption("GET /v1/apps/42/deployments?limit=20");
        await using ToolSession session = await ToolSession.StartAsync(interruption.Observe);
        string[] command = ["deploy", "--app", "42", "--image-tag", "2.4.0", "--message", "Ship", "--intent", session.PathOf("intent.json")];

        ToolResult interrupted = await session.RunAsync(interruption.Token, command);
        ToolResult continued = await session.RunAsync(command);

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains("Deployment 1001 continues.", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal(0, continued.ExitCode);
        Assert.Contains($"Continuing the deploy of app 42 from {session.PathOf("intent.json")}.", continued.Output, StringComparison.Ordinal);
        Assert.Single(session.Cloud.GetApp(42).Deployments);
        Assert.False(File.Exists(session.PathOf("intent.json")));
    }

    [Fact]
    public async Task Deploy_IsInterruptedDuringTheCreate_CreatesOneDeploymentInAll()
    {
        using var interruption = new Interruption("POST /v1/apps/42/deployments");
        await using ToolSession session = await ToolSession.StartAsync(interruption.Observe);
        session.Cloud.Faults.OnCreate().DropResponse();
        string[] command = ["deploy", "--app", "42", "--intent", session.PathOf("intent.json")];

        ToolResult interrupted = await session.RunAsync(interruption.Token, command);
        ToolResult continued = await session.RunAsync(command);

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains($"spice-deployments deploy --app 42 --git off --intent {session.PathOf("intent.json")}", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal(0, continued.ExitCode);
        Assert.Single(session.Cloud.GetApp(42).Deployments);
    }

    [Fact]
    public async Task Deploy_TimesOut_KeepsTheFile()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--timeout", "30s", "--intent", session.PathOf("intent.json"));

        Assert.Equal(3, result.ExitCode);
        Assert.True(File.Exists(session.PathOf("intent.json")));
    }

    [Fact]
    public async Task Deploy_Fails_DeletesTheFile()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--intent", session.PathOf("intent.json"));

        Assert.Equal(1, result.ExitCode);
        Assert.False(File.Exists(session.PathOf("intent.json")));
    }

    [Fact]
    public async Task Deploy_NoWait_DeletesTheFileAfterTheCreate()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--no-wait", "--intent", session.PathOf("intent.json"));

        Assert.Equal(0, result.ExitCode);
        Assert.False(File.Exists(session.PathOf("intent.json")));
    }

    [Theory]
    [InlineData("--image-tag", "2.5.0", "image tag 2.4.0 instead of 2.5.0")]
    [InlineData("--branch", "main", "branch (none) instead of main")]
    [InlineData("--replicas", "1", "replicas (none) instead of 1")]
    [InlineData("--message", "Other", "another commit message")]
    public async Task Deploy_StoredIntentOfAnotherDeploy_Returns2AndSendsNothing(string option, string value, string expected)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();
        await session.RunAsync("deploy", "--app", "42", "--image-tag", "2.4.0", "--message", "Ship", "--timeout", "30s", "--intent", session.PathOf("intent.json"));
        int sent = session.Cloud.Requests.Count;

        ToolResult result = await session.RunAsync("deploy", "--app", "42", option, value, "--intent", session.PathOf("intent.json"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal(sent, session.Cloud.Requests.Count);
    }

    /// <summary>The message of the request ends with the key of the intent, in place of spaces and of the key of another intent.</summary>
    [Theory]
    [InlineData("Ship ")]
    [InlineData("Ship\n\nDeployment-Key: 3f9a1c52-0d6b-4a7e-9f10-2b3c4d5e6f70")]
    public async Task Deploy_SameMessageAgain_Continues(string message)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().RunsFor(TimeSpan.FromMinutes(1));
        string[] command = ["deploy", "--app", "42", "--message", message, "--timeout", "30s", "--intent", session.PathOf("intent.json")];

        ToolResult first = await session.RunAsync(command);
        ToolResult second = await session.RunAsync([.. command[..5], .. command[7..]]);

        Assert.Equal((3, 0), (first.ExitCode, second.ExitCode));
        Assert.Single(session.Cloud.GetApp(42).Deployments);
    }

    [Fact]
    public async Task Deploy_MessageThatTheStoredOneBeginsWith_Returns2()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();
        await session.RunAsync("deploy", "--app", "42", "--message", "Run 17", "--timeout", "30s", "--intent", session.PathOf("intent.json"));

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--message", "Run 1", "--timeout", "30s", "--intent", session.PathOf("intent.json"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("another commit message", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_StoredIntentOfAnotherApp_Returns2AndSendsNothing()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.AddApp(7);
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();
        await session.RunAsync("deploy", "--app", "42", "--timeout", "30s", "--intent", session.PathOf("intent.json"));

        ToolResult result = await session.RunAsync("deploy", "--app", "7", "--intent", session.PathOf("intent.json"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("another deploy: app 42 instead of 7", result.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cloud.GetApp(7).Deployments);
    }

    [Fact]
    public async Task Deploy_StoredIntentOfAnotherSpicepod_Returns2AndSendsNoUpdate()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();
        await File.WriteAllTextAsync(session.PathOf("first.yaml"), "version: v1\nkind: Spicepod\nname: first\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(session.PathOf("second.yaml"), "version: v1\nkind: Spicepod\nname: second\n", TestContext.Current.CancellationToken);
        string[] command = ["deploy", "--app", "42", "--timeout", "30s", "--intent", session.PathOf("intent.json"), "--spicepod"];
        await session.RunAsync([.. command, session.PathOf("first.yaml")]);

        ToolResult other = await session.RunAsync([.. command, session.PathOf("second.yaml")]);
        ToolResult same = await session.RunAsync([.. command, session.PathOf("first.yaml")]);

        Assert.Equal(2, other.ExitCode);
        Assert.Contains("another deploy: spicepod and tags", other.Error, StringComparison.Ordinal);
        Assert.Equal(3, same.ExitCode);
        Assert.Single(session.Cloud.Requests, request => request.Method is "PUT");
    }

    /// <summary>A pipeline that finds the file of an earlier commit must not report the earlier deployment as its own.</summary>
    [Fact]
    public async Task Deploy_StoredIntentOfAnotherCommit_Returns2()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();
        session.GitMetadata = new GitMetadata { CommitSha = new string('a', 40), Source = "git" };
        await session.RunAsync("deploy", "--app", "42", "--timeout", "30s", "--intent", session.PathOf("intent.json"));
        session.GitMetadata = new GitMetadata { CommitSha = new string('b', 40), Source = "git" };

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--intent", session.PathOf("intent.json"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("another deploy: commit", result.Error, StringComparison.Ordinal);
        Assert.Single(session.Cloud.GetApp(42).Deployments);
    }

    [Theory]
    [InlineData("--channel", "unknown", 1)]
    [InlineData("--conflict", "fail", 5)]
    public async Task Deploy_CreateIsRejected_DeletesTheFile(string option, string value, int expected)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().NeverCompletes());

        ToolResult result = await session.RunAsync("deploy", "--app", "42", option, value, "--intent", session.PathOf("intent.json"));

        Assert.Equal(expected, result.ExitCode);
        Assert.False(File.Exists(session.PathOf("intent.json")));
        Assert.DoesNotContain("continue", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Deploy_TokenIsRejectedDuringAContinuation_KeepsTheFileAndTheHint()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();
        await session.RunAsync("deploy", "--app", "orders", "--timeout", "30s", "--intent", session.PathOf("intent.json"));
        session.AccessToken = "wrong-token";

        ToolResult result = await session.RunAsync("deploy", "--app", "orders", "--intent", session.PathOf("intent.json"));

        Assert.Equal(4, result.ExitCode);
        Assert.True(File.Exists(session.PathOf("intent.json")));
        Assert.Contains("To continue, without a second deployment: spice-deployments deploy --app orders --git off --intent", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("file/x.json")]
    public async Task Deploy_PathThatCannotBeAFile_Returns2AndSendsNothing(string path)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        await File.WriteAllTextAsync(session.PathOf("file"), "", TestContext.Current.CancellationToken);

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--tag", "a=b", "--intent", session.PathOf(path));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(session.Cloud.Requests);
    }

    [Fact]
    public async Task Deploy_FileWithoutAnIntent_Returns2()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        await File.WriteAllTextAsync(session.PathOf("intent.json"), "{}", TestContext.Current.CancellationToken);

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--intent", session.PathOf("intent.json"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("contains no intent", result.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cloud.Requests);
    }

    /// <summary>As on a disk that is full or can only be read, the lock file cannot be created.</summary>
    [Fact]
    public async Task Deploy_FileThatCannotBeCreated_Returns2AndSendsNothing()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--intent", session.PathOf(new string('x', 300)));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cannot be written", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Another process", result.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cloud.Requests);
    }

    [Fact]
    public async Task Deploy_FileThatAnotherProcessUses_Returns5AndSendsNothing()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        await using var other = new FileStream(session.PathOf("intent.json.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--intent", session.PathOf("intent.json"));

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("Another process uses the intent file", result.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cloud.Requests);
    }

    [Fact]
    public async Task Deploy_Intent_ContainsNoToken()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();

        await session.RunAsync("deploy", "--app", "42", "--timeout", "30s", "--intent", session.PathOf("intent.json"));

        string stored = await File.ReadAllTextAsync(session.PathOf("intent.json"), TestContext.Current.CancellationToken);
        Assert.Equal(42, JsonElement.Parse(stored).GetProperty("intent").GetProperty("app_id").GetInt64());
        Assert.DoesNotContain(session.Cloud.AccessToken, stored, StringComparison.Ordinal);
    }
}
