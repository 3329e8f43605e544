using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Emulator;

public sealed class EmulatorCommandTests
{
    [Fact]
    public async Task Run_WithoutScenario_HasApp42AndReturns0WhenInterrupted()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        HttpResult app = await run.GetAsync("/v1/apps/42");
        int exitCode = await run.StopAsync();

        Assert.Equal((200, 42), (app.Status, app.Json.GetProperty("id").GetInt32()));
        Assert.Equal(0, exitCode);
        Assert.Empty(run.Output.ReadAll());
        Assert.Equal(
            [
                "The emulator runs until Ctrl+C.",
                "08:00:00.000 GET /v1/apps/42 -> 200",
            ],
            run.Errors.ReadAll());
    }

    [Fact]
    public async Task Run_Json_WritesOneDocumentAtTheStart()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync("""{ "tokens": [{ "name": "ci", "value": "spice-1", "scopes": ["*"] }] }""");

        Assert.Equal("emulator", run.Document.GetProperty("command").GetString());
        Assert.Equal(0, run.Document.GetProperty("exit_code").GetInt32());
        Assert.Equal("succeeded", run.Document.GetProperty("outcome").GetString());
        Assert.Equal(["address", "token_endpoint", "control", "access_token", "tokens"], run.Emulator.EnumerateObject().Select(property => property.Name));
        Assert.Equal($"{run.Address}api/oauth/token", run.Emulator.GetProperty("token_endpoint").GetString());
        Assert.Equal("spice-1", run.GetToken("ci"));
    }

    [Fact]
    public async Task Run_WithoutJson_WritesLinesToStandardOutput()
    {
        using var interruption = new CancellationTokenSource();
        var output = new MessageWriter();

        Task<int> command = ToolProgram.RunAsync(["emulator", "--port", "0"], EmulatorRun.CreateHost(output, TextWriter.Null, TimeProvider.System), interruption.Token);
        string line = await output.ReadAsync();
        await interruption.CancelAsync();

        Assert.Equal(0, await command);
        Assert.StartsWith("Emulator        http://127.0.0.1:", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PortInUse_Returns1()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        int port = session.Cloud.BaseAddress.Port;

        ToolResult result = await session.RunAsync("emulator", "--port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(
            new ToolResult(1, "", $"error: Failed to bind to address http://127.0.0.1:{port}: address already in use.\nSelect other ports with --port and --control-port; 0 selects any free one.\n"),
            result);
    }

    [Fact]
    public async Task Run_ControlPortInUse_Returns1()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        int port = session.Cloud.BaseAddress.Port;

        ToolResult result = await session.RunAsync("emulator", "--port", "0", "--control-port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"http://127.0.0.1:{port}: address already in use", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Another program may take the port before, in which case the command fails because of the other port.</summary>
    [Fact]
    public async Task Run_WithoutControlPort_UsesThePortAfter()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        ToolResult result;
        int port;
        do
        {
            using var inUse = new TcpListener(IPAddress.Loopback, 0);
            inUse.Start();
            port = ((IPEndPoint)inUse.LocalEndpoint).Port;
            result = await session.RunAsync("emulator", "--port", (port - 1).ToString(CultureInfo.InvariantCulture));
        }
        while (result.Error.Contains($"http://127.0.0.1:{port - 1}: ", StringComparison.Ordinal));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"http://127.0.0.1:{port}: address already in use", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port must be between 0 and 65535.", "--port", "70000")]
    [InlineData("--control-port must be between 0 and 65535.", "--control-port", "-1")]
    [InlineData("--port must be between 0 and 65535.", "--port", "abc")]
    [InlineData("--control-port must be between 0 and 65535.", "--control-port", "99999999999")]
    [InlineData("With --port 65535, the control API needs a --control-port.", "--port", "65535")]
    [InlineData("--certificate requires --https.", "--certificate", "file.pem")]
    [InlineData("Host must be an IP address, localhost or *, but is 'example.com'.", "--host", "example.com")]
    [InlineData("Unrecognized command or argument '--prot'.", "--prot")]
    public async Task Run_WrongArgument_Returns2(string error, params string[] args)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync(["emulator", .. args]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"error: {error}", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", false)]
    [InlineData("localhost", "localhost", false)]
    [InlineData("0.0.0.0", "127.0.0.1", true)]
    [InlineData("*", "127.0.0.1", true)]
    public async Task Run_Host_ListensThereAndWarnsOfTheNetwork(string host, string address, bool warns)
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync(null, "--host", host);

        Assert.Equal(200, (await run.GetAsync("/v1/health")).Status);
        Assert.Equal(200, (await run.ControlAsync("GET", "/apps")).Status);
        Assert.Equal(address, run.Address.Host);
        Assert.Equal(
            warns ? [$"warning: The emulator listens on {host}: everybody on the network can use it."] : [],
            run.Errors.ReadAll().Where(line => line.StartsWith("warning", StringComparison.Ordinal)));
    }

    public static TheoryData<string, string, string> IPv6Hosts => Socket.OSSupportsIPv6 ? new() { { "::1", "[::1]", "[0:0:0:0:0:0:0:1]" } } : new() { { "127.0.0.1", "127.0.0.1", "127.0.0.1" } };

    [Theory]
    [MemberData(nameof(IPv6Hosts))]
    public async Task Run_IPv6_WritesTheAddressInFull(string host, string address, string written)
    {
        using var interruption = new CancellationTokenSource();
        var output = new MessageWriter();
        Task<int> command = ToolProgram.RunAsync(["emulator", "--port", "0", "--host", host], EmulatorRun.CreateHost(output, TextWriter.Null, TimeProvider.System), interruption.Token);
        string line = await output.ReadAsync();
        await interruption.CancelAsync();
        await using EmulatorRun run = await EmulatorRun.StartAsync(null, "--host", host);

        Assert.Equal(0, await command);
        Assert.StartsWith($"Emulator        http://{written}:", line, StringComparison.Ordinal);
        Assert.Equal(address, run.Address.Host);
        Assert.Equal(200, (await run.ControlAsync("GET", "/apps")).Status);
    }

    [Fact]
    public async Task Run_HostileRequest_IsHarmlessInTheOutput()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();
        run.Errors.ReadAll();
        using var socket = new TcpClient();
        await socket.ConnectAsync(run.Address.Host, run.Address.Port, TestContext.Current.CancellationToken);

        await socket.GetStream().WriteAsync("GET /v1/health?\u001B[2J\u0007::error::##vso[task] HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);

        string line = await run.Errors.ReadAsync();
        Assert.DoesNotContain(line, char.IsControl);
        Assert.DoesNotContain("::", line, StringComparison.Ordinal);
        Assert.DoesNotContain("##", line, StringComparison.Ordinal);
        string recorded = (await run.ControlAsync("GET", "/requests")).Body;
        Assert.DoesNotContain("##", recorded, StringComparison.Ordinal);
        Assert.DoesNotContain(recorded, character => char.IsControl(character) && character is not '\n' and not '\r');
        Assert.Equal("?\u001B[2J\u0007::error::%23%23vso[task]", JsonElement.Parse(recorded).GetProperty("requests")[0].GetProperty("query").GetString());
    }
}
