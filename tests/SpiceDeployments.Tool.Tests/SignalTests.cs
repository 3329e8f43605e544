using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests;

public sealed class SignalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spice-signals-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Deploy_Signal_Returns130AndHowToWait(string signal)
    {
        await using SpiceCloudEmulator cloud = await StartCloudAsync();
        await using var tool = ToolProcess.Start(cloud, "deploy", "--app", "42", "--git", "off");
        await tool.ReadUntilAsync("Deployment 1001 was created.");

        await tool.SignalAsync(signal);
        ToolResult result = await tool.WaitForExitAsync();

        Assert.Equal("error: The command was interrupted.\nDeployment 1001 continues. To wait for it: spice-deployments wait --app 42 1001\n", result.Error);
        Assert.Equal(130, result.ExitCode);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Start_Signal_Returns130AndHowToResume(string signal)
    {
        await using SpiceCloudEmulator cloud = await StartCloudAsync();
        string file = PathOf("rollout.json");
        await File.WriteAllTextAsync(file, """{ "id": "release", "apps": [42] }""", TestContext.Current.CancellationToken);
        await using var tool = ToolProcess.Start(cloud, "rollout", "start", "-f", file);
        await tool.ReadUntilAsync("app 42: Deploying 1001");

        await tool.SignalAsync(signal);
        ToolResult result = await tool.WaitForExitAsync();

        Assert.Equal($"error: The command was interrupted.\nThe deployments in flight continue. To continue the rollout: spice-deployments rollout resume -f {file}\n", result.Error);
        Assert.Equal(130, result.ExitCode);
    }

    /// <summary>The rollout must end before the client that it uses, whose end it would report as a failure.</summary>
    [Fact]
    public async Task Start_SignalDuringACreate_WarnsOfTheCreateOnly()
    {
        await using SpiceCloudEmulator cloud = await StartCloudAsync();
        cloud.Faults.OnCreate().HangBeforeProcessing();
        string file = PathOf("rollout.json");
        await File.WriteAllTextAsync(file, """{ "id": "release", "apps": [42] }""", TestContext.Current.CancellationToken);
        await using var tool = ToolProcess.Start(cloud, "rollout", "start", "-f", file);
        await cloud.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);

        await tool.SignalAsync("INT");
        ToolResult result = await tool.WaitForExitAsync();

        Assert.Equal(
            "warning: A create request for app 42 was canceled while in flight; a deployment may have been created.\nerror: The command was interrupted.\n"
            + $"The deployments in flight continue. To continue the rollout: spice-deployments rollout resume -f {file}\n",
            result.Error);
        Assert.Equal(130, result.ExitCode);
    }

    /// <summary>After the first signal, the tool writes how to wait, then the outputs to one pipe, which the test reads, and then hangs at the other, which has no reader.</summary>
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task Deploy_SecondSignal_EndsAProcessThatHangs(string signal, int exitCode)
    {
        await using SpiceCloudEmulator cloud = await StartCloudAsync();
        await PipeFile.CreateAsync(PathOf("outputs"));
        await PipeFile.CreateAsync(PathOf("summary"));
        var variables = new Dictionary<string, string?> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_OUTPUT"] = PathOf("outputs"), ["GITHUB_STEP_SUMMARY"] = PathOf("summary") };
        await using var tool = ToolProcess.Start(cloud, variables, "deploy", "--app", "42", "--git", "off");
        await tool.ReadUntilAsync("Deployment 1001 was created.");
        await tool.SignalAsync("INT");
        string outputs = await PipeFile.ReadAsync(PathOf("outputs"));

        await tool.SignalAsync(signal);
        ToolResult result = await tool.WaitForExitAsync();

        Assert.Contains("\ninterrupted\n", outputs, StringComparison.Ordinal);
        Assert.Equal("Deployment 1001 continues. To wait for it: spice-deployments wait --app 42 1001\n", result.Error);
        Assert.Equal(exitCode, result.ExitCode);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Starts an emulator with an app whose deployment does not complete.</summary>
    private static async Task<SpiceCloudEmulator> StartCloudAsync()
    {
        SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        cloud.AddApp(42).ScriptNextDeployment().NeverCompletes();
        return cloud;
    }
}
