using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Output;

/// <summary>Commands in a terminal.</summary>
public sealed class TerminalOutputTests
{
    private readonly TestTerminal _terminal = new(width: 60);

    [Fact]
    public async Task Deploy_LostResponse_WarnsAboveTheSteps()
    {
        await using ToolSession session = await StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromMinutes(5));
        session.Cloud.Faults.OnCreate().DropResponse();

        int exitCode = (await session.RunAsync("deploy", "--app", "42", "--message", "Ship 17", "--git", "off")).ExitCode;

        Assert.Equal(0, exitCode);
        string[] lines = _terminal.Text.Split('\n');
        Assert.Equal("Deploying app 42.", lines[0]);
        Assert.StartsWith("warning: The response to a create request for app 42 was", lines[1], StringComparison.Ordinal);
        string[] steps = [.. lines.SkipWhile(line => line[0] is not '✓').Where(line => line[0] is '✓')];
        Assert.StartsWith("✓ The response to the create request was", steps[0], StringComparison.Ordinal);
        Assert.StartsWith("✓ Deployment 1001 is in_progress.", steps[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines.SkipWhile(line => line[0] is not '✓'), line => line.StartsWith("warning:", StringComparison.Ordinal));
        Assert.Contains("\nDeployment 1001 succeeded after", _terminal.Text, StringComparison.Ordinal);
        Assert.False(_terminal.HasWrapped);
    }

    [Fact]
    public async Task Deploy_TimesOut_WrapsTheHintBeforeTheCommand()
    {
        await using ToolSession session = await StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().NeverCompletes();

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--timeout", "30s", "--git", "off");

        Assert.Equal("Deployment 1001 continues. To wait for it:\nspice-deployments wait --app 42 1001\n", result.Error);
    }

    [Fact]
    public async Task List_UnknownApp_WritesTheErrorInRed()
    {
        await using ToolSession session = await StartAsync();

        ToolResult result = await session.RunAsync("list", "--app", "77");

        Assert.Equal((8, "", ""), (result.ExitCode, result.Output, result.Error));
        Assert.StartsWith("error: ", _terminal.Text, StringComparison.Ordinal);
        Assert.Contains("91", _terminal.Colors);
    }

    [Fact]
    public async Task Deploy_Fails_WritesTheErrorOnce()
    {
        await using ToolSession session = await StartAsync();
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails("No memory");

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--git", "off");

        Assert.Equal((1, "", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Contains("error: ", _terminal.Text, StringComparison.Ordinal);
        Assert.Equal(1, _terminal.Text.Split("No memory").Length - 1);
    }

    [Fact]
    public async Task Deploy_StandardErrorIsRedirected_WritesTheErrorToIt()
    {
        await using ToolSession session = await StartAsync();
        session.ErrorTerminal = null;
        session.Cloud.GetApp(42).ScriptNextDeployment().Fails("No memory");

        ToolResult result = await session.RunAsync("deploy", "--app", "42", "--git", "off");

        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("No memory", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AnAppFails_LeavesTheResultOnce()
    {
        await using ToolSession session = await StartAsync();
        session.Cloud.GetApp(42).WithDefaultScript(new DeploymentScript().Fails("No memory"));
        await File.WriteAllTextAsync(session.PathOf("rollout.json"), """{ "id": "release", "apps": ["orders", 77] }""", TestContext.Current.CancellationToken);
        session.Cloud.AddApp(77);

        ToolResult result = await session.RunAsync("rollout", "start", "-f", session.PathOf("rollout.json"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(1, _terminal.Text.Split("✗ orders").Length - 1);
        Assert.Equal(1, _terminal.Text.Split("error: Rollout 'release' is Failed").Length - 1);
        Assert.DoesNotContain("━", _terminal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", _terminal.Text, StringComparison.Ordinal);
        Assert.StartsWith("To deploy the apps that failed again:\nspice-deployments rollout retry", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NarrowTerminal_CutsTheCells()
    {
        await using ToolSession session = await StartAsync();
        await session.RunAsync("deploy", "--app", "42", "--image-tag", "2.4.0", "--message", "Add the dataset of open orders", "--no-wait", "--git", "off");

        await session.RunAsync("list", "--app", "42");

        Assert.Contains("1001", _terminal.Text.Split('\n')[^1], StringComparison.Ordinal);
        Assert.EndsWith("…", _terminal.Text, StringComparison.Ordinal);
        Assert.False(_terminal.HasWrapped);
    }

    [Fact]
    public async Task Show_LongValue_WrapsItInItsColumn()
    {
        await using ToolSession session = await StartAsync();
        await session.RunAsync("deploy", "--app", "42", "--message", "Add the dataset of open orders, and remove the one of orders that were canceled", "--no-wait", "--git", "off");

        await session.RunAsync("show", "--app", "42", "1001");

        string[] lines = _terminal.Text.Split('\n');
        Assert.StartsWith("Message     Add the dataset of open orders,", lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("            ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Json_WritesNothingElseToTheTerminal()
    {
        await using ToolSession session = await StartAsync();

        ToolResult result = await session.RunAsync("list", "--app", "42", "--json");

        Assert.Equal(0, result.Document.GetProperty("exit_code").GetInt32());
        Assert.Equal("", _terminal.Text);
    }

    private async Task<ToolSession> StartAsync()
    {
        ToolSession session = await ToolSession.StartAsync();
        (session.Terminal, session.ErrorTerminal) = (_terminal.Console, _terminal.Console);
        return session;
    }
}
