using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Commands.Apps;

public sealed class AppsTests
{
    [Fact]
    public async Task List_Apps_WritesATable()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.AddApp(77, "billing").WithSettings(settings => settings with { Description = "Invoices" });

        ToolResult result = await session.RunAsync("apps", "list");

        Assert.Equal(0, result.ExitCode);
        string[] lines = result.Output.TrimEnd().Split('\n');
        Assert.StartsWith("ID  NAME", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("42  orders", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("Invoices", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_AnApp_WritesItsConfigurationAndNoApiKey()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).WithTags(("team", "retail")).WithSettings(settings => settings with { ImageTag = "2.4.0", Replicas = 2 });

        ToolResult text = await session.RunAsync("apps", "show", "ORDERS");
        ToolResult json = await session.RunAsync("apps", "show", "42", "--json");

        Assert.Contains("Image       2.4.0\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("Tags        team=retail\n", text.Output, StringComparison.Ordinal);
        Assert.Equal("apps show", json.Document.GetProperty("command").GetString());
        Assert.Equal(2, json.Document.GetProperty("app").GetProperty("replicas").GetInt32());
        Assert.DoesNotContain(session.Cloud.GetApp(42).ApiKey, text.All + json.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_ThenResume_PausesAndStartsADeployment()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult paused = await session.RunAsync("apps", "pause", "orders");
        bool wasPaused = session.Cloud.GetApp(42).IsPaused;
        ToolResult resumed = await session.RunAsync("apps", "resume", "orders", "--json");

        Assert.Equal((0, "App orders is paused.\n"), (paused.ExitCode, paused.Output));
        Assert.True(wasPaused);
        Assert.Equal(0, resumed.ExitCode);
        Assert.False(session.Cloud.GetApp(42).IsPaused);
        Assert.Equal(1001, resumed.Document.GetProperty("deployment_id").GetInt64());
        Assert.Contains("spice-deployments wait --app orders 1001", resumed.Document.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_LostResponse_Returns6AndHowToCheck()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).WithState(AppState.Paused);
        session.Cloud.Faults.On("POST", "/v1/apps/42/resume").DropResponse();

        ToolResult result = await session.RunAsync("apps", "resume", "42", "--json");

        Assert.Equal(6, result.ExitCode);
        Assert.Equal(42, result.Document.GetProperty("app_id").GetInt64());
        Assert.Contains("App 42 may be resumed nevertheless, by a new deployment.", result.Document.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("spice-deployments list --app 42", result.Document.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_LostResponse_Returns6AndHowToCheck()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.Faults.On("POST", "/v1/apps/42/pause").DropResponse();

        ToolResult result = await session.RunAsync("apps", "pause", "42");

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("spice-deployments apps pause 42", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task Apps_RequestThatTheServiceRejects_Returns1(string command)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.Faults.On("POST", $"/v1/apps/42/{command}").Fail(422, "Not now");

        ToolResult result = await session.RunAsync("apps", command, "42");

        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain("may be", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_PausedApp_Returns1AndNamesTheCause()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.GetApp(42).WithState(AppState.Paused);

        ToolResult result = await session.RunAsync("deploy", "--app", "42");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("paused", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task Apps_UnknownApp_Returns8(string command)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        Assert.Equal(8, (await session.RunAsync("apps", command, "unknown")).ExitCode);
    }
}
