using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Commands.Deployments;

public sealed class ShowTests
{
    [Fact]
    public async Task Show_AFailedDeployment_WritesItAndReturns0()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("No memory", "insufficient_memory"));

        ToolResult result = await session.RunAsync("show", "--app", "42", "1001");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Status      failed\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Error       No memory\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Error code  insufficient_memory\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Commit", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Json_HasTheFieldNamesOfTheApi()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(values: new DeploymentValues { ImageTag = "2.4.0" });

        ToolResult result = await session.RunAsync("show", "--app", "orders", "1001", "--json");

        Assert.Equal("2.4.0", result.Document.GetProperty("deployment").GetProperty("image_tag").GetString());
        Assert.Equal("queued", result.Document.GetProperty("deployment").GetProperty("status").GetString());
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Show_UnknownDeployment_Returns8()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        Assert.Equal(8, (await session.RunAsync("show", "--app", "42", "1001")).ExitCode);
    }
}
