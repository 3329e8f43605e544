using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests;

public sealed class SignalTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Deploy_Signal_Returns130AndHowToWait(string signal)
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        cloud.AddApp(42).ScriptNextDeployment().NeverCompletes();
        await using var tool = ToolProcess.Start(cloud, "deploy", "--app", "42", "--git", "off");
        await tool.ReadUntilAsync("Deployment 1001 was created.");

        await tool.SignalAsync(signal);
        ToolResult result = await tool.WaitForExitAsync();

        Assert.Equal("error: The command was interrupted.\nDeployment 1001 continues. To wait for it: spice-deployments wait --app 42 1001\n", result.Error);
        Assert.Equal(130, result.ExitCode);
    }
}
