using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Authentication;

public sealed class AccessTokenCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private int _requests;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3600.0, 3540.0)]
    [InlineData(600.0, 540.0)]
    [InlineData(100.0, 90.0)]
    [InlineData(1.0, 0.9)]
    public async Task GetTokenAsync_TokenExpires_RefreshesAMinuteOrATenthOfTheLifetimeBefore(double lifetime, double freshFor)
    {
        AccessTokenCache cache = CreateCache(() => _clock.GetUtcNow().AddSeconds(lifetime));
        await cache.GetTokenAsync(rejectedToken: null, CancellationToken);

        _clock.Advance(TimeSpan.FromSeconds(freshFor - 0.01));
        Assert.Equal("token-1", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));

        _clock.Advance(TimeSpan.FromSeconds(0.02));
        Assert.Equal("token-2", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-5.0)]
    public async Task GetTokenAsync_TokenIsExpired_RequestsOneEachTime(double lifetime)
    {
        AccessTokenCache cache = CreateCache(() => _clock.GetUtcNow().AddSeconds(lifetime));

        Assert.Equal("token-1", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
        Assert.Equal("token-2", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
    }

    [Fact]
    public async Task Dispose_PendingRequest_IsCanceled()
    {
        CancellationToken received = default;
        var started = new TaskCompletionSource();
        var cache = new AccessTokenCache(new StubTokenProvider(RequestAsync), Timeout.InfiniteTimeSpan, _clock);
        ValueTask<string> pending = cache.GetTokenAsync(rejectedToken: null, CancellationToken);
        await started.Task;

        cache.Dispose();
        cache.Dispose();

        Assert.True(received.IsCancellationRequested);
        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => pending.AsTask());

        async Task<string> RequestAsync(CancellationToken cancellationToken)
        {
            received = cancellationToken;
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return "";
        }
    }

    [Fact]
    public async Task GetTokenAsync_NoExpiry_CachesUntilRejected()
    {
        AccessTokenCache cache = CreateCache(() => null);
        await cache.GetTokenAsync(rejectedToken: null, CancellationToken);

        _clock.Advance(TimeSpan.FromDays(1000));

        Assert.Equal("token-1", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
        Assert.Equal("token-2", await cache.GetTokenAsync(rejectedToken: "token-1", CancellationToken));
        Assert.Equal("token-2", await cache.GetTokenAsync(rejectedToken: "token-1", CancellationToken));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task GetTokenAsync_MinOrMaxExpiry_DoesNotThrow(string expiresAt)
    {
        AccessTokenCache cache = CreateCache(() => DateTimeOffset.Parse(expiresAt, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal("token-1", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
    }

    [Fact]
    public void Dispose_ProviderOfTheProgram_DoesNotDisposeIt()
    {
        var provider = new ScriptedTokenProvider("token");

        new AccessTokenCache(provider, Timeout.InfiniteTimeSpan, _clock).Dispose();

        Assert.False(provider.IsDisposed);
    }

    [Fact]
    public async Task GetTokenAsync_ProviderFailsAfterItsTimeout_LeavesNoUnobservedException()
    {
        const string message = "The vault was sealed too late.";
        int unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs args) =>
            unobserved += args.Exception.Flatten().InnerExceptions.Count(exception => exception.Message == message);
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            await FailAfterTheTimeoutAsync(message);
            await Task.Yield(); // The stack above refers to the task.
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        Assert.Equal(0, unobserved);
    }

    private AccessTokenCache CreateCache(Func<DateTimeOffset?> expiresAt) =>
        new(new StubTokenProvider(_ => Task.FromResult($"token-{++_requests}")) { ExpiresAt = expiresAt }, Timeout.InfiniteTimeSpan, _clock);

    [Fact]
    public async Task GetTokenAsync_ConcurrentCalls_ShareOnePendingRequest()
    {
        var token = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        AccessTokenCache cache = CreateCache(token.Task);

        Task<string>[] calls = [.. Enumerable.Range(0, 10).Select(_ => cache.GetTokenAsync(rejectedToken: null, CancellationToken).AsTask())];
        token.SetResult("token");

        Assert.All(await Task.WhenAll(calls), value => Assert.Equal("token", value));
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task GetTokenAsync_OneCallCanceled_OthersGetTheToken()
    {
        using var caller = new CancellationTokenSource();
        var token = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        AccessTokenCache cache = CreateCache(token.Task);
        Task<string> canceled = cache.GetTokenAsync(rejectedToken: null, caller.Token).AsTask();
        Task<string> other = cache.GetTokenAsync(rejectedToken: null, CancellationToken).AsTask();

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        token.SetResult("token");

        Assert.Equal("token", await other);
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task GetTokenAsync_PendingRequestFailed_RequestsAgain()
    {
        AccessTokenCache cache = new(
            new StubTokenProvider(_ => ++_requests is 1 ? throw new InvalidOperationException("Sealed") : Task.FromResult("token")), Timeout.InfiniteTimeSpan, _clock);

        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => cache.GetTokenAsync(rejectedToken: null, CancellationToken).AsTask());

        Assert.Equal("token", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
    }

    /// <summary>A method of its own, so that nothing refers to the task afterwards.</summary>
    private async Task FailAfterTheTimeoutAsync(string message)
    {
        var requested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var token = new TaskCompletionSource<string>();
        var provider = new StubTokenProvider(_ =>
        {
            requested.SetResult();
            return token.Task;
        });
        using var cache = new AccessTokenCache(provider, TimeSpan.FromSeconds(30), _clock);
        Task<string> pending = cache.GetTokenAsync(rejectedToken: null, CancellationToken).AsTask();
        await requested.Task;
        _clock.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => pending);
        await Task.Yield(); // The cancellation has returned.

        token.SetException(new InvalidOperationException(message));
    }

    private AccessTokenCache CreateCache(Task<string> token) => new(
        new StubTokenProvider(_ =>
        {
            Interlocked.Increment(ref _requests);
            return token;
        }),
        Timeout.InfiniteTimeSpan,
        _clock);
}
