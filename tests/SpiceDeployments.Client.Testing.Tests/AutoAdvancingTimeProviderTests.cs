using Polly;

namespace SpiceDeployments.Client.Testing.Tests;

/// <summary>
/// Tests the clock, and what it assumes about .NET: which objects time limits and delays pass as the state of their timers. A test named after a type of .NET
/// fails if .NET changes that.
/// </summary>
public sealed class AutoAdvancingTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 6, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly AutoAdvancingTimeProvider _clock = new(Start);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Constructor_NoStart_StartsIn2000()
    {
        Assert.Equal(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new AutoAdvancingTimeProvider().GetUtcNow());
    }

    [Fact]
    public void Constructor_StartWithOffset_IsUtc()
    {
        var clock = new AutoAdvancingTimeProvider(Start.ToOffset(TimeSpan.FromHours(2)));

        Assert.Equal((Start, TimeSpan.Zero), (clock.GetUtcNow(), clock.GetUtcNow().Offset));
        Assert.Equal(Start, clock.GetLocalNow());
        Assert.Equal(TimeSpan.Zero, clock.GetLocalNow().Offset);
    }

    [Fact]
    public void Delay_Task_CompletesAtOnceAndAdvances()
    {
        long timestamp = _clock.GetTimestamp();

        var first = Task.Delay(TimeSpan.FromMinutes(5), _clock, CancellationToken);
        var second = Task.Delay(TimeSpan.FromSeconds(1.5), _clock, CancellationToken.None);

        Assert.True(first.IsCompletedSuccessfully);
        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal([TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1.5)], _clock.Delays);
        Assert.Equal(TimeSpan.FromSeconds(301.5), _clock.Elapsed);
        Assert.Equal(Start.AddSeconds(301.5), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(301.5), _clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public async Task Delay_Infinite_NeverCompletes()
    {
        using var cancellation = new CancellationTokenSource();
        var delay = Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellation.Token);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.False(delay.IsCompleted);
        Assert.Empty(_clock.Delays);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay);
    }

    [Fact]
    public async Task Delay_PeriodicTimer_TicksAtOnceAndThenByAdvance()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), _clock);

        Assert.True(await timer.WaitForNextTickAsync(CancellationToken));
        Assert.Equal(TimeSpan.FromMinutes(1), _clock.Elapsed);

        ValueTask<bool> second = timer.WaitForNextTickAsync(CancellationToken);
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await second);
    }

    [Fact]
    public async Task Delay_PollyRetry_CompletesAtOnceAndAdvances()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddRetry(new() { MaxRetryAttempts = 3, Delay = TimeSpan.FromMinutes(1), BackoffType = DelayBackoffType.Exponential })
            .Build();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => pipeline.ExecuteAsync(_ => throw new InvalidOperationException(), CancellationToken).AsTask());

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4)], _clock.Delays);
    }

    [Fact]
    public async Task TimeLimit_CancellationTokenSource_ElapsesOnlyByAdvance()
    {
        using var source = new CancellationTokenSource(Limit, _clock);

        await AssertElapsesOnlyByAdvanceAsync(() => source.IsCancellationRequested);
    }

    [Fact]
    public async Task TimeLimit_CancelAfter_ElapsesOnlyByAdvance()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromDays(1), _clock);
        source.CancelAfter(Limit);

        await AssertElapsesOnlyByAdvanceAsync(() => source.IsCancellationRequested);
    }

    [Fact]
    public async Task TimeLimit_WaitAsync_ElapsesOnlyByAdvance()
    {
        Task waiting = new TaskCompletionSource().Task.WaitAsync(Limit, _clock, CancellationToken);

        await AssertElapsesOnlyByAdvanceAsync(() => waiting.IsCompleted);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
    }

    [Fact]
    public async Task TimeLimit_WaitAsyncWithResult_ElapsesOnlyByAdvance()
    {
        Task<int> waiting = new TaskCompletionSource<int>().Task.WaitAsync(Limit, _clock, CancellationToken);

        await AssertElapsesOnlyByAdvanceAsync(() => waiting.IsCompleted);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
    }

    [Fact]
    public async Task TimeLimit_PollyTimeout_ElapsesOnlyByAdvance()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }.AddTimeout(Limit).Build();
        CancellationToken attempt = default;
        Task execution = pipeline.ExecuteAsync(
            token =>
            {
                attempt = token;
                return new ValueTask(Task.Delay(Timeout.InfiniteTimeSpan, _clock, token));
            },
            CancellationToken).AsTask();

        await AssertElapsesOnlyByAdvanceAsync(() => attempt.IsCancellationRequested);
        await Assert.ThrowsAsync<Polly.Timeout.TimeoutRejectedException>(() => execution);
    }

    [Fact]
    public void Advance_SeveralTimeLimits_ElapseInOrderAtTheirTimes()
    {
        var elapsed = new List<(string Name, TimeSpan Time)>();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20), _clock);
        using var early = new CancellationTokenSource(TimeSpan.FromSeconds(10), _clock);
        using var later = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);
        late.Token.Register(() => elapsed.Add(("late", _clock.Elapsed)));
        early.Token.Register(() => elapsed.Add(("early", _clock.Elapsed)));
        later.Token.Register(() => elapsed.Add(("later", _clock.Elapsed)));

        _clock.Advance(TimeSpan.FromSeconds(25));

        Assert.Equal([("early", TimeSpan.FromSeconds(10)), ("late", TimeSpan.FromSeconds(20))], elapsed);
        Assert.Equal(TimeSpan.FromSeconds(25), _clock.Elapsed);
        Assert.Empty(_clock.Delays);
    }

    [Fact]
    public void Advance_DisposedOrStoppedTimeLimit_DoesNotElapse()
    {
        var disposed = new CancellationTokenSource(Limit, _clock);
        CancellationToken token = disposed.Token;
        using var stopped = new CancellationTokenSource(Limit, _clock);
        disposed.Dispose();
        stopped.CancelAfter(Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.False(token.IsCancellationRequested);
        Assert.False(stopped.IsCancellationRequested);
    }

    [Fact]
    public void Advance_Negative_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>("time", () => _clock.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void Timer_DueAtOnce_CallsBackWithoutDelay()
    {
        int calls = 0;

        using ITimer timer = _clock.CreateTimer(_ => calls++, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Equal(1, calls);
        Assert.Empty(_clock.Delays);
    }

    [Fact]
    public void Timer_ChangedAfterDispose_ReturnsFalse()
    {
        int calls = 0;
        ITimer timer = _clock.CreateTimer(_ => calls++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.True(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));

        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        Assert.Equal((1, TimeSpan.FromSeconds(1)), (calls, _clock.Elapsed));
    }

    [Fact]
    public void Timer_InvalidArgument_Throws()
    {
        var negative = TimeSpan.FromMilliseconds(-2);

        Assert.Throws<ArgumentNullException>("callback", () => _clock.CreateTimer(null!, null, TimeSpan.Zero, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("dueTime", () => _clock.CreateTimer(_ => { }, null, negative, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("period", () => _clock.CreateTimer(_ => { }, null, TimeSpan.Zero, negative));
    }

    [Fact]
    public async Task Delay_SeveralThreads_AddUp()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(DelayManyTimesAsync, CancellationToken)));

        Assert.Equal(8000, _clock.Delays.Count);
        Assert.Equal(TimeSpan.FromSeconds(8000), _clock.Elapsed);

        async Task DelayManyTimesAsync()
        {
            for (int i = 0; i < 1000; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _clock, CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Advance_RequestHangsOnEmulator_ReachesTimeLimit()
    {
        await using SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock }, CancellationToken);
        emulator.Faults.OnAny().HangBeforeProcessing(Timeout.InfiniteTimeSpan);
        using var client = new HttpClient { BaseAddress = emulator.BaseAddress };
        using var source = new CancellationTokenSource(Limit, _clock);
        Task<HttpResponseMessage> call = client.GetAsync(new Uri("/v1/apps", UriKind.Relative), source.Token);
        await emulator.Faults.WaitForHangAsync(CancellationToken);

        _clock.Advance(Limit);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    /// <summary>Asserts that delays beyond the time limit do not make it elapse, and that <see cref="AutoAdvancingTimeProvider.Advance"/> does.</summary>
    private async Task AssertElapsesOnlyByAdvanceAsync(Func<bool> hasElapsed)
    {
        Assert.False(hasElapsed());
        Assert.Empty(_clock.Delays);
        _clock.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(hasElapsed());

        await Task.Delay(TimeSpan.FromDays(1), _clock, CancellationToken);
        Assert.False(hasElapsed());

        _clock.Advance(TimeSpan.Zero);
        Assert.True(hasElapsed());
    }
}
