using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests;

public sealed class DeployTests
{
    [Fact]
    public async Task Deploy_Succeeds_Returns0AndTheId()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--image-tag", "2.4.0");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Deployment 1001 succeeded", result.Output, StringComparison.Ordinal);
    }
}
