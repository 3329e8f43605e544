using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Pipelines;

/// <summary>A job that ended without an outcome continues in its next attempt, without a second deployment.</summary>
public sealed class PipelineIntentTests
{
    [Fact]
    public async Task Deploy_IntentOfTheAction_Continues()
    {
        await using PipelineRun run = await PipelineRun.StartAsync(CiKind.GitHubActions);
        await TimeOutAsync(run, ("app", "42"), ("timeout", "1s"), ("intent", "saved intent/intent.json"));

        ToolResult result = await run.RunAsync(("app", "42"), ("intent", "saved intent/intent.json"), ("no-wait", "true"));

        AssertContinued(run, result);
    }

    [Fact]
    public async Task Deploy_RetryOnGitLab_ContinuesFromTheCache()
    {
        await using PipelineRun run = await PipelineRun.StartAsync(CiKind.GitLab);
        await TimeOutAsync(run, ("app", "42"), ("timeout", "1s"));

        ToolResult result = await run.RunAsync(("app", "42"), ("no-wait", "true"));

        AssertContinued(run, result);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(run.Checkout, ".spice-deployments"))); // GitLab does not replace a cache if there is no file.
    }

    /// <summary>The second attempt saved nothing, as if its agent was lost.</summary>
    [Fact]
    public async Task Deploy_ThirdAttemptOnAzure_ContinuesFromTheFirst()
    {
        await using PipelineRun run = await PipelineRun.StartAsync(CiKind.AzurePipelines);
        await TimeOutAsync(run, ("app", "42"), ("timeout", "1s"));
        SaveIntentOnAzure(run, attempt: 1);
        run.Attempt = 3;

        ToolResult result = await run.RunAsync(("app", "42"), ("no-wait", "true"));

        AssertContinued(run, result);
    }

    /// <summary>Without the intent of the earlier attempt, a later one could create a second deployment. Azure DevOps Server has no such artifacts.</summary>
    [Fact]
    public void Restore_FailsOnAzure_TheDeployStepDoesNotRun()
    {
        var file = new AzureTemplateFile();

        Assert.Equal("and(succeeded(), ne(variables['System.JobAttempt'], '1'), eq(variables['System.ServerType'], 'Hosted'))", file.GetRestoreValue("condition"));
        Assert.Equal("", file.GetRestoreValue("continueOnError"));
        Assert.Equal("", file.GetDeployValue("condition")); // The default: only if no step has failed.
    }

    /// <summary>The second attempt continued to an outcome, and saved a folder without an intent.</summary>
    [Fact]
    public async Task Deploy_ThirdAttemptOnAzureAfterAnOutcome_DeploysAnew()
    {
        await using PipelineRun run = await PipelineRun.StartAsync(CiKind.AzurePipelines);
        await TimeOutAsync(run, ("app", "42"), ("timeout", "1s"));
        SaveIntentOnAzure(run, attempt: 1);
        Directory.CreateDirectory(SavedFolderOnAzure(run, attempt: 2));
        run.Attempt = 3;

        ToolResult result = await run.RunAsync(("app", "42"), ("no-wait", "true"), ("conflict", "fail"));

        Assert.Equal("conflict", run.ReadOutputs(result)["outcome"]);
    }

    /// <summary>Runs a deploy that creates a deployment and ends before the deployment has completed.</summary>
    private static async Task TimeOutAsync(PipelineRun run, params (string Name, string Value)[] inputs)
    {
        run.App.ScriptNextDeployment().NeverCompletes();

        ToolResult result = await run.RunAsync(inputs);

        Assert.Equal("timed_out", run.ReadOutputs(result)["outcome"]);
    }

    /// <summary>Does what the last step of an attempt and the first step of a later attempt do.</summary>
    private static void SaveIntentOnAzure(PipelineRun run, int attempt)
    {
        Directory.CreateDirectory(Path.Combine(run.Temporary, "spice-deployments", "saved"));
        Directory.Move(Path.Combine(run.Temporary, "spice-deployments", "spice"), SavedFolderOnAzure(run, attempt));
    }

    private static string SavedFolderOnAzure(PipelineRun run, int attempt) =>
        Path.Combine(run.Temporary, "spice-deployments", "saved", $"spice-deployments-release-ship-Deploy-spice-{attempt}");

    private static void AssertContinued(PipelineRun run, ToolResult result)
    {
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Continuing the deploy of app 42 from ", result.Output, StringComparison.Ordinal);
        Assert.Equal("1001", run.ReadOutputs(result)["deployment-id"]);
        Assert.Single(run.App.Deployments);
    }
}
