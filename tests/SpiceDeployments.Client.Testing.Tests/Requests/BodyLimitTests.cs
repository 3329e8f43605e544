using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Requests;

/// <summary>Sends requests over a socket, because a client would send the whole body before it reads the response.</summary>
public sealed class BodyLimitTests
{
    private const int HundredMebibytes = 100 * 1024 * 1024;

    /// <summary>The real time after which a test fails that gets no response.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Body_LengthAboveLimit_IsRejectedWithoutBeingRead()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        string response = await SendHeadersAsync(session, session.Emulator.AccessToken, $"Content-Length: {HundredMebibytes}");

        Assert.StartsWith("HTTP/1.1 413 ", response, StringComparison.Ordinal);
        RecordedRequest request = Assert.Single(session.Emulator.Requests);
        Assert.Equal((413, ""), (request.StatusCode, request.Body));
    }

    [Theory]
    [InlineData("Content-Length: 1000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task Body_UnknownToken_IsRejectedWithoutBeingRead(string length)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        string response = await SendHeadersAsync(session, "never-issued", length);

        Assert.StartsWith("HTTP/1.1 401 ", response, StringComparison.Ordinal);
        Assert.Equal("", Assert.Single(session.Emulator.Requests).Body);
    }

    [Fact]
    public async Task Body_ChunksAboveLimit_IsRejectedAndNotKept()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        using var content = new StreamContent(new MemoryStream(new byte[(1024 * 1024) + 1]));
        using var request = new HttpRequestMessage(HttpMethod.Post, EmulatorSession.DeploymentsPath)
        {
            Headers = { { "Authorization", "Bearer " + session.Emulator.AccessToken }, { "Transfer-Encoding", "chunked" } },
            Content = content,
        };

        ApiResponse response = await session.SendAsync(request);

        Assert.Equal(413, response.Status);
        Assert.Equal("", Assert.Single(session.Emulator.Requests).Body);
    }

    [Fact]
    public async Task Body_AtLimit_IsKept()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string body = $$"""{"commit_message":"{{new string('x', (1024 * 1024) - 21)}}"}""";

        ApiResponse response = await session.CreateAsync(body);

        Assert.Equal((202, 1024 * 1024), (response.Status, Encoding.UTF8.GetByteCount(body)));
        Assert.Equal(body, Assert.Single(session.Emulator.Requests).Body);
    }

    [Fact]
    public async Task Body_TokenRequestAndRevokedToken_IsKept()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string revoked = session.Emulator.IssueToken(SpiceScopes.DeploymentsWrite);
        session.Emulator.RevokeToken(revoked);

        await session.SendAsync(HttpMethod.Post, "/api/oauth/token/", """{"grant_type":"x"}""", token: "none");
        await session.SendAsync(HttpMethod.Post, EmulatorSession.DeploymentsPath, """{"branch":"main"}""", revoked);

        Assert.Equal(["""{"grant_type":"x"}""", """{"branch":"main"}"""], session.Emulator.Requests.Select(request => request.Body));
        Assert.Equal([400, 401], session.Emulator.Requests.Select(request => request.StatusCode));
    }

    /// <summary>Sends a create without its body, and returns the beginning of the response.</summary>
    private static async Task<string> SendHeadersAsync(EmulatorSession session, string token, string length)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(session.Emulator.BaseAddress.Host, session.Emulator.BaseAddress.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = socket.GetStream();
        string headers = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {EmulatorSession.DeploymentsPath} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n{length}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(headers), TestContext.Current.CancellationToken);
        byte[] response = new byte[1024];
        int count = await stream.ReadAsync(response, TestContext.Current.CancellationToken).AsTask().WaitAsync(HangTimeout, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(response, 0, count);
    }
}
