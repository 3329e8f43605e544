using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Commands.Deployments;

public sealed class WaitTests
{
    [Fact]
    public async Task Wait_Succeeds_Returns0()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment();

        ToolResult result = await session.RunAsync("wait", "--app", "orders", "1001");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Waiting for deployment 1001 of app orders.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Deployment 1001 succeeded", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_Fails_Returns1()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().Fails("No memory"));

        ToolResult result = await session.RunAsync("wait", "--app", "42", "1001", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("No memory", result.Document.GetProperty("deployment").GetProperty("error_message").GetString());
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("2m", 120)]
    [InlineData("00:03:00", 180)]
    [InlineData("1h", 3600)]
    public async Task Wait_Timeout_Returns3AfterThatTime(string timeout, int seconds)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().NeverCompletes());

        ToolResult result = await session.RunAsync("wait", "--app", "42", "1001", "--timeout", timeout);

        Assert.Equal(3, result.ExitCode);
        Assert.InRange(session.Clock.Elapsed, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds + 5));
        Assert.Contains("spice-deployments wait --app 42 1001", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_UnknownDeployment_Returns8()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("wait", "--app", "42", "1001");

        Assert.Equal(8, result.ExitCode);
    }

    [Fact]
    public async Task Wait_IsInterrupted_Returns130AndHowToWait()
    {
        using var interruption = new CancellationTokenSource();
        await using ToolSession session = await ToolSession.StartAsync(options => options.Output = _ => interruption.Cancel());
        session.Cloud.GetApp(42).StartDeployment(script: new DeploymentScript().NeverCompletes());

        ToolResult result = await session.RunAsync(interruption.Token, "wait", "--app", "42", "1001", "--json");

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("interrupted", result.Document.GetProperty("outcome").GetString());
        Assert.Equal("To wait again: spice-deployments wait --app 42 1001", result.Document.GetProperty("hint").GetString());
        Assert.Equal(1001, result.Document.GetProperty("deployment_id").GetInt64());
    }
}
