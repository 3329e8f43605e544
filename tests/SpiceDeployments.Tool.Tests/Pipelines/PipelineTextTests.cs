using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Pipelines;

/// <summary>No input of the action or of a template is executed, divided or changed by its shell.</summary>
public sealed class PipelineTextTests
{
    private const string Command = "$(touch executed)`touch executed`; touch executed & #";

    [Theory]
    [InlineData(CiKind.GitHubActions, "a \"b\" 'c' \\d\n-- * ~ $HOME ")]
    [InlineData(CiKind.GitHubActions, "@script ")]
    [InlineData(CiKind.GitHubActions, "--debug ")]
    [InlineData(CiKind.AzurePipelines, "a \"b\" 'c' \\d\n-- * ~ $HOME ")]
    [InlineData(CiKind.AzurePipelines, "@script ")]
    [InlineData(CiKind.AzurePipelines, "--debug ")]
    [InlineData(CiKind.GitLab, "a: \"b\" \\d -- * ~ # [c] ")]
    [InlineData(CiKind.GitLab, "@script ")]
    [InlineData(CiKind.GitLab, "--debug ")]
    public async Task Deploy_Text_ArrivesUnchangedAndIsNotExecuted(CiKind kind, string start)
    {
        await using PipelineRun run = await PipelineRun.StartAsync(kind);
        string text = start + Command;
        run.Cloud.AddApp(43, $"app {text}");

        ToolResult result = await run.RunAsync(("app", $"app {text}"), ("image-tag", text), ("branch", text), ("commit", text), ("message", text), ("no-wait", "true"));

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        EmulatedDeployment created = Assert.Single(run.Cloud.GetApp(43).Deployments);
        Assert.Equal((text, text, text), (created.ImageTag, created.Branch, created.CommitSha));
        Assert.StartsWith(text, created.CommitMessage, StringComparison.Ordinal);
        Assert.Equal([], Directory.GetFiles(run.Checkout, "executed", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(CiKind.GitHubActions)]
    [InlineData(CiKind.AzurePipelines)]
    public async Task Deploy_Tags_AreDividedAtLineBreaksAndNotExecuted(CiKind kind)
    {
        await using PipelineRun run = await PipelineRun.StartAsync(kind);

        await run.RunAsync(("app", "42"), ("tags", $"a=\"b\" 'c' \\d * {Command}\n--debug={Command}"));

        Assert.Contains($"--tag=a=\"b\" 'c' \\d * {Command}", run.Arguments);
        Assert.Contains($"--tag=--debug={Command}", run.Arguments);
        Assert.Equal([], Directory.GetFiles(run.Checkout, "executed", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Deploy_TagsOnGitLab_AreDividedAtSpacesAndNotExecuted()
    {
        await using PipelineRun run = await PipelineRun.StartAsync(CiKind.GitLab);
        await File.WriteAllTextAsync(Path.Combine(run.Checkout, "pattern=1"), "", TestContext.Current.CancellationToken);

        await run.RunAsync(("app", "42"), ("tags", $"a=\"b\\ pattern=* {Command}"));

        Assert.Equal(["a=\"b\\", "pattern=*", .. Command.Split(' ')], run.Arguments.Where(argument => argument.StartsWith("--tag=", StringComparison.Ordinal)).Select(argument => argument["--tag=".Length..]));
        Assert.Equal([], Directory.GetFiles(run.Checkout, "executed", SearchOption.AllDirectories));
    }
}
