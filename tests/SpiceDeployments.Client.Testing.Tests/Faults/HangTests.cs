namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class HangTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hang_ClientCancels_Completes(bool after)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        Hang(session.Emulator.Faults.OnCreate(), after);
        using var cancellation = new CancellationTokenSource();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(session.Emulator.BaseAddress, EmulatorSession.DeploymentsPath))
        {
            Headers = { { "Authorization", "Bearer " + session.Emulator.AccessToken } },
        };

        Task<HttpResponseMessage> call = client.SendAsync(request, cancellation.Token);
        RecordedRequest hanging = await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);

        Assert.Equal(after ? 1 : 0, session.App.Deployments.Count);
        Assert.Equal(1, hanging.Number);
        Assert.Equal(after ? FaultKind.HangAfterProcessing : FaultKind.HangBeforeProcessing, hanging.Fault);
        Assert.False(call.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Null(Assert.Single(session.Emulator.Requests).StatusCode);
        Assert.Equal(after ? 1 : 0, session.App.Deployments.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hang_EmulatorDisposed_IsAborted(bool after)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        Hang(session.Emulator.Faults.OnList(), after);
        Task<ApiResponse> call = session.ListAsync();
        await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);

        await session.Emulator.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Null(Assert.Single(session.Emulator.Requests).StatusCode);
    }

    [Fact]
    public async Task WaitForHang_BeforeHang_CompletesWithNextRequest()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Skip(1).HangBeforeProcessing();
        Task<RecordedRequest> waiting = session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);
        await session.ListAsync();
        Assert.False(waiting.IsCompleted);

        Task<ApiResponse> call = session.ListAsync("?limit=3");

        Assert.Equal("?limit=3", (await waiting).Query);
        await session.Emulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task WaitForHang_SeveralHang_ReturnsEachOnce()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Times(3).HangAfterProcessing();
        var calls = Enumerable.Range(0, 3).Select(_ => session.ListAsync()).ToList();

        var hanging = new List<int>();
        for (int i = 0; i < 3; i++)
        {
            hanging.Add((await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken)).Number);
        }

        Assert.Equal([1, 2, 3], hanging.Order());
        await session.Emulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => Task.WhenAll(calls));
    }

    [Fact]
    public async Task WaitForHang_Canceled_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        using var cancellation = new CancellationTokenSource();
        Task<RecordedRequest> waiting = session.Emulator.Faults.WaitForHangAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hang_AutoAdvancingClock_ReachesTheTimeLimitOfTheClient(bool after)
    {
        var clock = new AutoAdvancingTimeProvider();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.TimeProvider = clock);
        Hang(session.Emulator.Faults.OnCreate(), after);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), clock);
        using var later = new CancellationTokenSource(TimeSpan.FromSeconds(31), clock);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + session.Emulator.AccessToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.PostAsync(new Uri(session.Emulator.BaseAddress, EmulatorSession.DeploymentsPath), content: null, limit.Token));

        Assert.Equal(TimeSpan.FromSeconds(30), clock.Elapsed);
        Assert.False(later.IsCancellationRequested);
        Assert.Equal(after ? 1 : 0, session.App.Deployments.Count);
    }

    [Theory]
    [InlineData(null, 300)]
    [InlineData(10, 10)]
    public async Task Hang_AutoAdvancingClockAndClientWithoutTimeLimit_IsAborted(int? seconds, int elapsed)
    {
        var clock = new AutoAdvancingTimeProvider();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.TimeProvider = clock);
        session.Emulator.Faults.OnList().HangBeforeProcessing(seconds is { } limit ? TimeSpan.FromSeconds(limit) : null);

        await Assert.ThrowsAsync<HttpRequestException>(() => session.ListAsync());

        Assert.Equal(TimeSpan.FromSeconds(elapsed), clock.Elapsed);
        Assert.Equal("00:00:00.000 GET /v1/apps/7/deployments -> no response (HangBeforeProcessing)", session.Emulator.Requests[0].ToString());
        Assert.Equal(200, (await session.ListAsync()).Status);
    }

    [Fact]
    public async Task Hang_TimeLimitOnOtherClock_IsAbortedThen()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().HangAfterProcessing(TimeSpan.FromSeconds(60));
        Task<ApiResponse> call = session.ListAsync();
        await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);
        session.Pass(59);
        Assert.False(call.IsCompleted);

        session.Pass(1);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task Hang_InvalidTimeLimit_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>("timeLimit", () => session.Emulator.Faults.OnList().HangBeforeProcessing(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("timeLimit", () => session.Emulator.Faults.OnList().HangAfterProcessing(TimeSpan.FromSeconds(-2)));
    }

    private static void Hang(FaultRuleBuilder builder, bool after)
    {
        if (after)
        {
            builder.HangAfterProcessing();
        }
        else
        {
            builder.HangBeforeProcessing();
        }
    }
}
