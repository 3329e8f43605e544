using System.Net.Sockets;
using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Requests;

/// <summary>Whoever can reach the port, even without a token, chooses the path and the query of a request.</summary>
public sealed class PrintableTextTests
{
    private static readonly char[] Harmful = ['\u001B', '\u0007', '\u009B', '\u2028', '\u202E', '\r', '\u0000'];

    [Theory]
    [InlineData("?x=\u001B[2J\u0007", @"?x=\u001B[2J\u0007")]
    [InlineData("?\u007F", @"?\u007F")]
    public async Task Output_ControlCharactersInQuery_AreEscaped(string query, string shown)
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);

        await SendAsync(session, $"GET /v1/health{query} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.Equal($"08:00:00.000 GET /v1/health{shown} -> 200", Assert.Single(lines));
        Assert.Equal($"+0.0 s  GET /v1/health{shown} -> 200", session.Emulator.GetTimeline());
        Assert.Equal(query, Assert.Single(session.Emulator.Requests).Query);
    }

    [Fact]
    public async Task Output_EscapesInPath_HaveNoControlCharacter()
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);

        await session.GetAsync("/v1/%1B%5B2J%0A::error::x%E2%80%AE", token: "never-issued");

        AssertHarmless(Assert.Single(lines));
        AssertHarmless(session.Emulator.GetTimeline());
        Assert.StartsWith("08:00:00.000 GET /v1/%1B", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTimeline_ControlCharactersInBody_AreEscaped()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        await session.CreateAsync("{\n\"branch\":\"\u001B[31m\u202Ex\u2028::error::##vso[x]😀\ud83d\"");

        Assert.Equal(
            @"+0.0 s  POST /v1/apps/7/deployments { ""branch"":""\u001B[31m\u202Ex ::error::\u0023#vso[x]😀�"" -> 400",
            session.Emulator.GetTimeline());
    }

    [Fact]
    public async Task GetTimeline_ControlCharactersInScript_AreEscaped()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeployment("\u001Bgithub\n::error::", new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("\u001B[2J\r\n::error::x"));
        await session.ListAsync();

        Assert.Equal(
            """
            +0.0 s  deployment 1001 started
            +0.0 s  deployment 1001 failed: \u001B[2J ::error::x
            +0.0 s  \u001Bgithub ::error:: created deployment 1001
            +0.0 s  GET /v1/apps/7/deployments -> 200
            """.Split('\n').Order(),
            session.Emulator.GetTimeline().Split('\n').Order());
    }

    [Fact]
    public async Task Output_LongQuery_IsCut()
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);

        await session.GetAsync("/v1/health?" + new string('x', 5000));

        Assert.Equal($"08:00:00.000 GET /v1/health?{new string('x', 500 - 15)}… -> 200", Assert.Single(lines));
    }

    private static void AssertHarmless(string text) => Assert.DoesNotContain(text, character => Harmful.Contains(character));

    /// <summary>Sends a request unescaped, which no client does, and waits for the response.</summary>
    private static async Task SendAsync(EmulatorSession session, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(session.Emulator.BaseAddress.Host, session.Emulator.BaseAddress.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        int count = await socket.GetStream().ReadAsync(new byte[1024], TestContext.Current.CancellationToken);
        Assert.True(count > 0);
    }
}
