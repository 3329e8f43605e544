using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Pipelines;

/// <summary>Runs the shell text of the action and of the templates as it is written.</summary>
public sealed class PipelineRunTests
{
    [Theory]
    [InlineData(CiKind.GitHubActions)]
    [InlineData(CiKind.AzurePipelines)]
    [InlineData(CiKind.GitLab)]
    public async Task Deploy_OnlyTheAppAndItFails_ReturnsTheExitCodeAndWritesTheOutputs(CiKind kind)
    {
        await using PipelineRun run = await PipelineRun.StartAsync(kind);
        run.App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("No memory");

        ToolResult result = await run.RunAsync(("app", "orders"));

        Assert.Equal(1, result.ExitCode);
        IReadOnlyDictionary<string, string> outputs = run.ReadOutputs(result);
        Assert.Equal(("failed", "42", "1001", "failed"), (outputs["outcome"], outputs["app-id"], outputs["deployment-id"], outputs["status"]));
        Assert.Contains("No memory", outputs["message"], StringComparison.Ordinal);
        Assert.Equal([.. PipelineRun.Launch, "deploy", "--app=orders"], run.Arguments[..6]);
        Assert.All(run.Arguments[6..], argument => Assert.Matches("^(--debug|--no-wait)=[Ff]alse$|^--intent=", argument));
    }

    [Theory]
    [InlineData(CiKind.GitHubActions, "team=data\n  stage=\n\n")]
    [InlineData(CiKind.AzurePipelines, "team=data\nstage=\n")]
    [InlineData(CiKind.GitLab, "team=data stage=")]
    public async Task Deploy_EveryInput_ReachesTheService(CiKind kind, string tags)
    {
        await using PipelineRun run = await PipelineRun.StartAsync(kind);
        run.App.WithTags(("stage", "test")).ScriptNextDeployment().NeverCompletes();
        await File.WriteAllTextAsync(Path.Combine(run.Checkout, "spicepod.yaml"), "version: v2\nkind: Spicepod\nname: orders\n", TestContext.Current.CancellationToken);

        ToolResult result = await run.RunAsync(
            ("app", "42"), ("image-tag", "2.4.0"), ("channel", "preview"), ("replicas", "3"), ("branch", "release"), ("commit", "9f2c4e7"), ("message", "Ship it"), ("git", "off"),
            ("debug", "true"), ("spicepod", "spicepod.yaml"), ("tags", tags), ("timeout", "90s"), ("conflict", "fail"), ("no-wait", "true"), ("organization", "retail"));

        Assert.Equal("", result.Error);
        Assert.Equal("succeeded", run.ReadOutputs(result)["outcome"]);
        EmulatedDeployment created = Assert.Single(run.App.Deployments);
        Assert.Equal(
            ("2.4.0", "preview", 3, "release", "9f2c4e7", "Ship it", true),
            (created.ImageTag, created.Channel, created.Replicas, created.Branch, created.CommitSha, created.CommitMessage?[..7], created.Debug));
        Assert.Equal("data", Assert.Single(run.App.Settings.Tags, tag => tag.Key is "team" or "stage").Value);
        Assert.Equal("orders", run.App.Settings.Spicepod?.GetProperty("name").GetString());
        Assert.All(run.Cloud.Requests, request => Assert.Equal("retail", request.Headers["X-Org-Name"]));
        Assert.Contains("--timeout=90s", run.Arguments);
        Assert.Contains("--conflict=fail", run.Arguments);
    }

    [Fact]
    public async Task Deploy_TokenOfTheAction_ReplacesTheVariable()
    {
        await using PipelineRun run = await PipelineRun.StartAsync(CiKind.GitHubActions);
        run.JobVariables["SPICE_API_TOKEN"] = "not-a-token";

        ToolResult rejected = await run.RunAsync(("app", "42"), ("no-wait", "true"));
        ToolResult accepted = await run.RunAsync(("app", "42"), ("no-wait", "true"), ("token", run.Cloud.AccessToken));

        Assert.Equal((4, 0), (rejected.ExitCode, accepted.ExitCode));
        Assert.DoesNotContain(run.Arguments, argument => argument.Contains(run.Cloud.AccessToken, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CiKind.GitHubActions)]
    [InlineData(CiKind.AzurePipelines)]
    [InlineData(CiKind.GitLab)]
    public async Task Deploy_NoOrganization_KeepsTheVariableOfTheJob(CiKind kind)
    {
        await using PipelineRun run = await PipelineRun.StartAsync(kind);
        run.JobVariables["SPICE_CLOUD_ORG"] = "retail";

        await run.RunAsync(("app", "42"), ("no-wait", "true"));

        Assert.NotEmpty(run.Cloud.Requests);
        Assert.All(run.Cloud.Requests, request => Assert.Equal("retail", request.Headers["X-Org-Name"]));
    }

    [Theory]
    [InlineData("debug", "yes")]
    [InlineData("no-wait", "1")]
    public async Task Deploy_InputOfTheActionThatIsNoBoolean_Returns2AndSendsNothing(string input, string value)
    {
        await using PipelineRun run = await PipelineRun.StartAsync(CiKind.GitHubActions);

        ToolResult result = await run.RunAsync(("app", "42"), (input, value));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"'{value}'", result.All, StringComparison.Ordinal);
        Assert.Empty(run.Cloud.Requests);
    }

    /// <summary>A variable that does not exist, such as in <c>version: ${{ vars.SPICE_VERSION }}</c>, is an empty input, and would select any version.</summary>
    [Theory]
    [InlineData(CiKind.GitHubActions)]
    [InlineData(CiKind.AzurePipelines)]
    [InlineData(CiKind.GitLab)]
    public async Task Deploy_EmptyVersion_FailsAndRunsNothing(CiKind kind)
    {
        await using PipelineRun run = await PipelineRun.StartAsync(kind);

        ToolResult result = await run.RunAsync(("app", "42"), ("version", ""));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("The version is empty.", result.Error, StringComparison.Ordinal);
        Assert.Empty(run.Cloud.Requests);
    }

    /// <summary>Runners send the signal to the shell, and end the job a few seconds later.</summary>
    [Theory]
    [InlineData(CiKind.GitHubActions)]
    [InlineData(CiKind.AzurePipelines)]
    public async Task Deploy_JobIsCanceled_WritesTheOutputsAndHowToContinue(CiKind kind)
    {
        await using PipelineRun run = await PipelineRun.StartAsync(kind);
        run.App.ScriptNextDeployment().NeverCompletes();
        await using ToolProcess process = run.Start(("app", "42"));
        await process.ReadUntilAsync("Deployment 1001 was created.");

        await process.SignalAsync("TERM");
        ToolResult result = await process.WaitForExitAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Equal(("interrupted", "1001"), (run.ReadOutputs(result)["outcome"], run.ReadOutputs(result)["deployment-id"]));
        Assert.Contains("Deployment 1001 continues. To wait for it: spice-deployments ", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Images such as those of Alpine have no bash.</summary>
    [Fact]
    public async Task Deploy_OnGitLabWithAPosixShell_Succeeds()
    {
        await using PipelineRun run = await PipelineRun.StartAsync(CiKind.GitLab);
        run.Shell = PipelineFile.Open(CiKind.GitLab).Shells[1];

        ToolResult result = await run.RunAsync(("app", "42"), ("message", "a: \"b\" $(c) ; *"), ("tags", "team=data stage=test"), ("no-wait", "true"));

        Assert.Equal("", result.Error);
        Assert.StartsWith("a: \"b\" $(c) ; *", Assert.Single(run.App.Deployments).CommitMessage, StringComparison.Ordinal);
        Assert.Equal(2, run.App.Settings.Tags.Count);
    }
}
