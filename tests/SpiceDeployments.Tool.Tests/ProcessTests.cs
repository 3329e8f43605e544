using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests;

public sealed class ProcessTests
{
    private static readonly DeploymentScript Immediate = new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

    [Fact]
    public async Task Deploy_VariablesOfTheEnvironment_AreUsed()
    {
        await using SpiceCloudEmulator cloud = await StartCloudAsync();
        await using var tool = ToolProcess.Start(cloud, "deploy", "--app", "orders", "--git", "off", "--no-wait", "--json");

        ToolResult result = await tool.WaitForExitAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(1001, result.Document.GetProperty("deployment_id").GetInt64());
    }

    [Fact]
    public async Task List_VariableThatIsNoAddress_Returns2AndNamesTheVariable()
    {
        await using SpiceCloudEmulator cloud = await StartCloudAsync();
        await using var tool = ToolProcess.Start(cloud, new Dictionary<string, string?> { ["SPICEAI_API_ENDPOINT"] = "nowhere" }, "list", "--app", "42");

        ToolResult result = await tool.WaitForExitAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("SPICEAI_API_ENDPOINT", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ServiceThatDoesNotRun_Returns1AndTheCause()
    {
        await using SpiceCloudEmulator cloud = await StartCloudAsync();
        await using var tool = ToolProcess.Start(cloud, new Dictionary<string, string?> { ["SPICEAI_API_ENDPOINT"] = "http://127.0.0.1:1" }, "list", "--app", "42");

        ToolResult result = await tool.WaitForExitAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error: Could not connect to 127.0.0.1:1", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The deployment continues anyway, and the exit code must be that of the deployment.</summary>
    [Fact]
    public async Task Deploy_ReaderOfTheOutputEnds_ContinuesToTheOutcome()
    {
        await using SpiceCloudEmulator cloud = await StartCloudAsync();
        cloud.GetApp(42).WithDefaultScript(Immediate);
        await using var tool = ToolProcess.Start(cloud, "deploy", "--app", "42", "--git", "off");
        await tool.ReadUntilAsync("Deploying app 42.");

        tool.CloseOutput();

        Assert.Equal(0, await tool.WaitForExitCodeAsync());
        Assert.Equal("succeeded", Assert.Single(cloud.GetApp(42).Deployments).Status);
    }

    private static async Task<SpiceCloudEmulator> StartCloudAsync()
    {
        SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        cloud.AddApp(42, "orders");
        return cloud;
    }
}
