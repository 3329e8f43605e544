using System.Net.Sockets;

namespace SpiceDeployments.Client.Testing.Tests.Faults;

/// <summary>Faults that change the body of the real response, for a response without one.</summary>
public sealed class EmptyBodyTests
{
    private const string Path = "/v1/apps/7";

    [Theory]
    [InlineData(nameof(FaultRuleBuilder.RespondWithGzip))]
    [InlineData(nameof(FaultRuleBuilder.RespondWithByteOrderMark))]
    [InlineData(nameof(FaultRuleBuilder.PadResponse))]
    public async Task Delete_FaultOfTheBody_ReturnsTheRealResponse(string fault)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        FaultRuleBuilder deletes = session.Emulator.Faults.On("DELETE", "/v1/apps/*");
        _ = fault switch
        {
            nameof(FaultRuleBuilder.RespondWithGzip) => deletes.RespondWithGzip(),
            nameof(FaultRuleBuilder.RespondWithByteOrderMark) => deletes.RespondWithByteOrderMark(),
            _ => deletes.PadResponse(100),
        };

        ApiResponse response = await session.SendAsync(HttpMethod.Delete, Path);

        Assert.Equal((204, ""), (response.Status, response.Text));
        Assert.Empty(session.Emulator.Apps);
    }

    [Fact]
    public async Task Delete_TruncateBody_AbortsTheConnectionAfterProcessing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.On("DELETE", "/v1/apps/*").TruncateBody();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.SendAsync(HttpMethod.Delete, Path));

        Assert.Empty(session.Emulator.Apps);
    }

    /// <summary>A server that writes a body of a 204 or 304, even an empty one, has to close the connection, which may abort the next request.</summary>
    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task RespondWithEmpty_StatusWithoutBody_KeepsTheConnection(int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().Times(3).RespondWithEmpty(status);
        int connections = 0;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                connections++;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var http = new HttpClient(handler);

        for (int i = 0; i < 3; i++)
        {
            using var body = new StringContent("{}");
            using HttpResponseMessage response = await http.PostAsync(new Uri(session.Emulator.BaseAddress, EmulatorSession.DeploymentsPath), body, TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)response.StatusCode);
        }

        Assert.Equal(1, connections);
    }
}
