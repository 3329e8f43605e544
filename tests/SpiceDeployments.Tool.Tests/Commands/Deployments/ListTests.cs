using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Commands.Deployments;

public sealed class ListTests
{
    private static readonly DeploymentScript Immediate = new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

    [Fact]
    public async Task List_Deployments_WritesATableNewestFirst()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(script: Immediate, values: new DeploymentValues { ImageTag = "2.3.0", CommitSha = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345", CommitMessage = "First" });
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().NeverCompletes(), values: new DeploymentValues { ImageTag = "2.4.0" });

        ToolResult result = await session.RunAsync("list", "--app", "orders");

        Assert.Equal(0, result.ExitCode);
        string[] lines = result.Output.TrimEnd().Split('\n');
        Assert.StartsWith("ID    STATUS     CREATED", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("1002  queued     ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("1001  succeeded  ", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("2.3.0  9f2c4e7  First", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task List_StatusAndLimit_AreApplied()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(script: Immediate);
        session.Cloud.GetApp(42).StartDeployment(script: Immediate);
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().NeverCompletes());

        ToolResult result = await session.RunAsync("list", "--app", "42", "--status", "succeeded", "--limit", "1", "--json");

        Assert.Equal(1002, Assert.Single(result.Document.GetProperty("deployments").EnumerateArray()).GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task List_NoDeployments_SaysSo()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("list", "--app", "42");

        Assert.Equal((0, "App 42 has no such deployment.\n"), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    public async Task List_LimitOutOfRange_Returns2(string limit)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("list", "--app", "42", "--limit", limit);

        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("Parameter", result.Error, StringComparison.Ordinal);
        Assert.Empty(session.Cloud.Requests);
    }
}
