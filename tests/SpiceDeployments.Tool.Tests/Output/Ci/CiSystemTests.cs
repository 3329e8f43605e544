using System.Text;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Output.Ci;

public sealed class CiSystemTests
{
    [Fact]
    public async Task Deploy_OnGitHubActions_WritesOutputsAndTheSummary()
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.GitHubActions);

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42", "--image-tag", "2.4.0");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("::", result.All, StringComparison.Ordinal);
        IReadOnlyDictionary<string, string> outputs = ci.ReadOutputs(result);
        Assert.Equal(("succeeded", "42", "1001", "succeeded", "2.4.0"), (outputs["outcome"], outputs["app-id"], outputs["deployment-id"], outputs["status"], outputs["image-tag"]));
        Assert.Equal("Deployment 1001 succeeded after 30.0 s: image 2.4.0, 1 replica.", outputs["message"]);
        Assert.StartsWith("## Deployment 1001: succeeded\n", ci.ReadSummary(), StringComparison.Ordinal);
        Assert.Contains("| Image | 2.4.0 |", ci.ReadSummary(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_FailsOnGitHubActions_WritesAnAnnotation()
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.GitHubActions);
        ci.Session.Cloud.GetApp(42).ScriptNextDeployment().Fails("100% full\nNo memory");

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42");

        string annotation = Assert.Single(result.Output.Split('\n'), line => line.StartsWith("::", StringComparison.Ordinal));
        Assert.StartsWith("::error title=spice-deployments::", annotation, StringComparison.Ordinal);
        Assert.Contains("100%25 full", annotation, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
        Assert.Equal("failed", ci.ReadOutputs(result)["outcome"]);
        Assert.Equal("1001", ci.ReadOutputs(result)["deployment-id"]);
        Assert.StartsWith("## Deployment 1001: failed\n", ci.ReadSummary(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OnAzurePipelines_SetsVariablesAndUploadsTheSummary()
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.AzurePipelines);

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42");

        Assert.Contains("##vso[task.setvariable variable=SPICE_DEPLOYMENT_ID;isOutput=true]1001\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("##vso[task.setvariable variable=SPICE_DEPLOYMENT_ID]1001\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("succeeded", ci.ReadOutputs(result)["outcome"]);
        Assert.StartsWith("## Deployment 1001: succeeded\n", ci.ReadSummary(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_FailsOnAzurePipelines_LogsAnIssue()
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.AzurePipelines);
        ci.Session.Cloud.GetApp(42).ScriptNextDeployment().Fails("100% full");

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42");

        Assert.Contains("##vso[task.logissue type=error]", result.Output, StringComparison.Ordinal);
        Assert.Contains("100%AZP25 full", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OnGitLab_WritesTheDotenvReport()
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.GitLab);

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42");

        Assert.Contains("SPICE_DEPLOYMENT_ID=1001\n", await File.ReadAllTextAsync(ci.Session.PathOf("spice-deployments.env"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("succeeded", ci.ReadOutputs(result)["outcome"]);
    }

    /// <summary>GitLab rejects a report of more than 5 KB, and a later job could expand a variable.</summary>
    [Theory]
    [InlineData("$CI_JOB_TOKEN ")]
    [InlineData("ἄ")] // Three bytes.
    public async Task Deploy_LongTextsOnGitLab_WritesASmallReportWithoutVariables(string part)
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.GitLab);
        string text = string.Concat(Enumerable.Repeat(part, 1000));
        EmulatedApp app = ci.Session.Cloud.GetApp(42).WithNormalization(NormalizationRule.Change(values => values with { ImageTag = text, CommitSha = text }));
        app.ScriptNextDeployment().RunsFor(TimeSpan.FromHours(1)).ReportsStatus(text);

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42", "--timeout", "1m");

        string report = await File.ReadAllTextAsync(ci.Session.PathOf("spice-deployments.env"), TestContext.Current.CancellationToken);
        Assert.Equal(3, result.ExitCode);
        Assert.DoesNotContain("$", report, StringComparison.Ordinal);
        Assert.DoesNotContain("\ufffd", report, StringComparison.Ordinal); // No character is divided.
        Assert.InRange(Encoding.UTF8.GetByteCount(report), 1000, 5 * 1024);
    }

    [Theory]
    [InlineData(CiKind.GitHubActions)]
    [InlineData(CiKind.AzurePipelines)]
    [InlineData(CiKind.GitLab)]
    public async Task Rollout_OnACiSystem_WritesItsIdAndStatus(CiKind kind)
    {
        await using CiSession ci = await CiSession.StartAsync(kind);
        await File.WriteAllTextAsync(ci.Session.PathOf("rollout.json"), """{ "id": "release", "apps": [42] }""", TestContext.Current.CancellationToken);

        ToolResult result = await ci.Session.RunAsync("rollout", "start", "-f", ci.Session.PathOf("rollout.json"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(("succeeded", "release", "succeeded"), (ci.ReadOutputs(result)["outcome"], ci.ReadOutputs(result)["rollout-id"], ci.ReadOutputs(result)["status"]));
        if (kind is not CiKind.GitLab)
        {
            Assert.StartsWith("## Rollout release: Succeeded\n", ci.ReadSummary(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Rollout_CannotStart_WritesTheOutcomeAndASummary()
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.GitHubActions);

        ToolResult result = await ci.Session.RunAsync("rollout", "start", "-f", ci.Session.PathOf("absent.json"));

        Assert.Equal("wrong_usage", ci.ReadOutputs(result)["outcome"]);
        Assert.StartsWith("## spice-deployments rollout start: wrong usage\n", ci.ReadSummary(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CiKind.GitHubActions)]
    [InlineData(CiKind.AzurePipelines)]
    [InlineData(CiKind.GitLab)]
    public async Task Deploy_Json_WritesOnlyTheDocumentToStandardOutput(CiKind kind)
    {
        await using CiSession ci = await CiSession.StartAsync(kind);
        ci.Session.Cloud.GetApp(42).ScriptNextDeployment().Fails("No memory");

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42", "--json");

        Assert.Equal(1, result.Document.GetProperty("exit_code").GetInt32());
        Assert.Contains("No memory", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CiKind.GitHubActions)]
    [InlineData(CiKind.AzurePipelines)]
    [InlineData(CiKind.GitLab)]
    public async Task Deploy_FilesOfTheCiSystemCannotBeWritten_WarnsAndReturns0(CiKind kind)
    {
        await using CiSession ci = await CiSession.StartAsync(kind);
        foreach (string variable in new[] { "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "AGENT_TEMPDIRECTORY", "CI_PROJECT_DIR" })
        {
            ci.Session.Variables[variable] = ci.Session.PathOf("absent/folder");
        }

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("The outputs of the CI system cannot be written", result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongUsageOnGitHubActions_WritesAnAnnotation()
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.GitHubActions);

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "");

        Assert.StartsWith("::error title=spice-deployments::The app is empty.", result.Output, StringComparison.Ordinal);
        Assert.Equal("wrong_usage", ci.ReadOutputs(result)["outcome"]);
    }

    [Fact]
    public async Task Deploy_LostResponseOnGitHubActions_WritesAWarning()
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.GitHubActions);
        ci.Session.Cloud.Faults.OnCreate().DropResponse();

        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42", "--message", "Ship 17");

        Assert.Contains("\n::warning title=spice-deployments::", result.Output, StringComparison.Ordinal);
    }
}
