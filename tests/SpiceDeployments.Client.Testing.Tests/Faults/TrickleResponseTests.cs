using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class TrickleResponseTests
{
    [Fact]
    public async Task TrickleResponse_ClockAdvances_SendsChunks()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeployment();
        string whole = (await session.GetAsync("/v1/apps/7")).Text;
        session.Emulator.Faults.On("GET", "/v1/apps/*").TrickleResponse(TimeSpan.FromSeconds(5), chunkBytes: 50);

        using HttpResponseMessage response = await session.OpenAsync("/v1/apps/7");
        await using Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var chunks = new List<string> { await ReadAsync(body) };
        while (chunks.Sum(chunk => chunk.Length) < whole.Length)
        {
            session.Pass(5);
            chunks.Add(await ReadAsync(body));
        }

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(whole.Chunk(50).Select(chunk => new string(chunk)), chunks, StringComparer.Ordinal);
    }

    [Fact]
    public async Task TrickleResponse_DelayNotElapsed_SendsNoChunk()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().TrickleResponse(TimeSpan.FromSeconds(5));
        using HttpResponseMessage response = await session.OpenAsync(EmulatorSession.DeploymentsPath);
        await using Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await ReadAsync(body);
        session.Pass(4.999);

        Task<string> more = ReadAsync(body);

        Assert.False(more.IsCompleted);
        session.Pass(0.001);
        Assert.Equal("]}", await more);
    }

    [Fact]
    public async Task TrickleResponse_WaitForHang_CompletesOnFirstDelay()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().TrickleResponse(TimeSpan.FromMinutes(1));
        Task<ApiResponse> call = session.ListAsync();

        RecordedRequest slow = await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);
        session.Pass(60);

        Assert.Equal("08:00:00.000 GET /v1/apps/7/deployments -> 200 (TrickleResponse)", slow.ToString());
        Assert.Empty((await call).Deployments);
    }

    [Fact]
    public async Task TrickleResponse_OneChunk_HasNoDelay()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().TrickleResponse(TimeSpan.FromMinutes(1), chunkBytes: 18);

        Assert.Equal("""{"deployments":[]}""", (await session.ListAsync()).Text);
    }

    [Fact]
    public async Task TrickleResponse_EmulatorDisposed_IsAborted()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().TrickleResponse(TimeSpan.FromMinutes(1));
        Task<ApiResponse> call = session.ListAsync();
        await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);

        await session.Emulator.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    private static async Task<string> ReadAsync(Stream body)
    {
        byte[] buffer = new byte[4096];
        int count = await body.ReadAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
