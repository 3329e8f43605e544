using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>Waits for the same app share a list request in flight.</summary>
public sealed class ListCoalescingTests : IAsyncDisposable
{
    private const long AppId = 42;

    private readonly SteppingTimeProvider _clock = new();
    private readonly ManualHandler _network = new();
    private readonly ServiceProvider _services;
    private readonly IDeploymentsClient _client;

    public ListCoalescingTests()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSpiceDeploymentsClient(options => options.AccessToken = "token").ConfigurePrimaryHttpMessageHandler(() => _network);
        _services = services.BuildServiceProvider();
        _client = _services.GetRequiredService<IDeploymentsClient>();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task WaitForCompletionAsync_ManyConcurrent_ShareOneRequest()
    {
        Task<Deployment>[] waits = [.. Enumerable.Range(0, 20).Select(_ => WaitAsync())];

        (await _network.NextAsync()).RespondWithList(7, "succeeded");

        Assert.All(await Task.WhenAll(waits), completed => Assert.Equal((7, DeploymentStatus.Succeeded), (completed.Id, completed.Status)));
        Assert.Equal(1, _network.Count);
    }

    [Fact]
    public async Task WaitForCompletionAsync_SharedRequestRejected_EachThrowsItsOwnException()
    {
        Task<Deployment>[] waits = [.. Enumerable.Range(0, 2).Select(_ => WaitAsync())];

        (await _network.NextAsync()).Respond("""{"error":"Insufficient scope"}""", HttpStatusCode.Forbidden);

        SpiceForbiddenException first = await Assert.ThrowsAsync<SpiceForbiddenException>(() => waits[0]);
        SpiceForbiddenException second = await Assert.ThrowsAsync<SpiceForbiddenException>(() => waits[1]);
        Assert.NotSame(first, second);
        Assert.Equal((first.Message, first.StatusCode, first.AppId), (second.Message, second.StatusCode, second.AppId));
    }

    [Fact]
    public async Task WaitForCompletionAsync_AfterTheResponse_SendsANewRequest()
    {
        Task<Deployment> first = WaitAsync();
        (await _network.NextAsync()).RespondWithList(7, "failed");
        await first;

        Task<Deployment> second = WaitAsync();
        (await _network.NextAsync()).RespondWithList(7, "succeeded");

        Assert.Equal(DeploymentStatus.Succeeded, (await second).Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_OtherApp_SendsItsOwnRequest()
    {
        Task<Deployment> wait = WaitAsync();
        PendingRequest request = await _network.NextAsync();

        Task<Deployment> other = WaitAsync(AppId + 1);
        PendingRequest otherRequest = await _network.NextAsync();
        request.RespondWithList(7, "failed");
        otherRequest.RespondWithList(7, "succeeded");

        Assert.Equal((DeploymentStatus.Failed, DeploymentStatus.Succeeded), ((await wait).Status, (await other).Status));
        Assert.Equal("/v1/apps/43/deployments?limit=20", otherRequest.PathAndQuery);
    }

    [Fact]
    public async Task WaitForCompletionAsync_FirstCallerCanceled_OthersGetTheResponse()
    {
        using var caller = new CancellationTokenSource();
        Task<Deployment> canceled = WaitUntilAsync(caller.Token);
        Task<Deployment> other = WaitAsync();
        PendingRequest request = await _network.NextAsync();

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        Assert.False(request.IsCanceled);
        request.RespondWithList(7, "succeeded");

        Assert.Equal(DeploymentStatus.Succeeded, (await other).Status);
        Assert.Equal(1, _network.Count);
    }

    [Fact]
    public async Task WaitForCompletionAsync_AllCanceled_CancelsTheRequest()
    {
        using var caller = new CancellationTokenSource();
        Task<Deployment>[] waits = [WaitUntilAsync(caller.Token), WaitUntilAsync(caller.Token)];
        PendingRequest request = await _network.NextAsync();

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waits));
        Assert.True(request.IsCanceled);
        Task<Deployment> next = WaitAsync();
        (await _network.NextAsync()).RespondWithList(7, "succeeded");
        Assert.Equal(DeploymentStatus.Succeeded, (await next).Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_SlowCaller_DoesNotDelayOthers()
    {
        using var others = new CountdownEvent(5);
        var slow = new BlockingProgress(others);
        Task<Deployment> slowWait = _client.WaitForCompletionAsync(AppId, 7, progress: slow, cancellationToken: CancellationToken);
        Task[] waits = [.. Enumerable.Range(0, 5).Select(async _ =>
        {
            await WaitAsync();
            others.Signal();
        })];

        (await _network.NextAsync()).RespondWithList(7, "succeeded");

        await Task.WhenAll([slowWait, .. waits]);
        Assert.True(slow.OthersWereDone);
    }

    [Fact]
    public async Task WaitForCompletionAsync_SharedRequestRejected_AllThrow()
    {
        Task<Deployment>[] waits = [WaitAsync(), WaitAsync(), WaitAsync()];

        (await _network.NextAsync()).Respond("""{"error":"Token expired"}""", HttpStatusCode.Unauthorized);

        foreach (Task<Deployment> wait in waits)
        {
            await Assert.ThrowsAsync<SpiceAuthenticationException>(() => wait);
        }
    }

    [Fact]
    public async Task WaitForCompletionAsync_EarlierDeadline_TimesOutWhileOtherContinues()
    {
        Task<Deployment> longer = WaitAsync();
        Task<Deployment> shorter = _client.WaitForCompletionAsync(AppId, 7, new PollingOptions { Timeout = TimeSpan.FromSeconds(10) }, cancellationToken: CancellationToken);
        PendingRequest request = await _network.NextAsync();

        await AdvanceAsync(10);

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => shorter);
        request.RespondWithList(7, "succeeded");
        Assert.Equal(DeploymentStatus.Succeeded, (await longer).Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_RetryAfterBeyondDeadline_PollsAtDeadline()
    {
        Task<Deployment> longer = WaitAsync();
        Task<Deployment> shorter = _client.WaitForCompletionAsync(AppId, 7, new PollingOptions { Timeout = TimeSpan.FromSeconds(20) }, cancellationToken: CancellationToken);
        (await _network.NextAsync()).RespondWithRateLimit(TimeSpan.FromSeconds(60));
        await _clock.DelaysStartedAsync(2);

        await AdvanceAsync(20);
        (await _network.NextAsync()).RespondWithList(7, "succeeded");

        Assert.Equal(DeploymentStatus.Succeeded, (await shorter).Status);
        await AdvanceAsync(40);
        (await _network.NextAsync()).RespondWithList(7, "succeeded");
        await longer;
    }

    [Fact]
    public async Task WaitForCompletionAsync_RetryAfterOfASharedSuccess_LengthensTheDelayOfAll()
    {
        Task<Deployment> first = WaitAsync();
        Task<Deployment> second = WaitAsync();
        (await _network.NextAsync()).RespondWithList(7, "queued", TimeSpan.FromSeconds(60));
        await _clock.DelaysStartedAsync(2);

        await AdvanceAsync(59);
        Assert.Equal(1, _network.Count);
        await AdvanceAsync(1);
        (await _network.NextAsync()).RespondWithList(7, "succeeded");

        await Task.WhenAll(first, second);
        Assert.Equal(2, _network.Count);
    }

    /// <summary>A poll is not moved to the earlier time of another one if the service asked for a delay.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_RetryAfterAndAnEarlierPollOfAnotherWait_IsNotCoalesced()
    {
        Task<Deployment> first = WaitAsync();
        (await _network.NextAsync()).RespondWithList(7, "queued");
        await _clock.DelaysStartedAsync(1);
        await AdvanceAsync(0.4);
        Task<Deployment> second = WaitAsync();
        (await _network.NextAsync()).RespondWithList(7, "queued", TimeSpan.FromSeconds(5));
        await _clock.DelaysStartedAsync(2);

        await AdvanceAsync(4.6);
        (await _network.NextAsync()).RespondWithList(7, "succeeded");
        await first;
        Assert.False(second.IsCompleted);
        await AdvanceAsync(0.4);
        (await _network.NextAsync()).RespondWithList(7, "succeeded");

        Assert.Equal(DeploymentStatus.Succeeded, (await second).Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_PollsDueWithinASecond_AreCoalesced()
    {
        Task<Deployment> first = WaitAsync();
        (await _network.NextAsync()).RespondWithList(7, "queued");
        await _clock.DelaysStartedAsync(1);
        await AdvanceAsync(0.4);
        Task<Deployment> second = WaitAsync();
        (await _network.NextAsync()).RespondWithList(7, "queued");
        await _clock.DelaysStartedAsync(2);

        await AdvanceAsync(4.6);
        (await _network.NextAsync()).RespondWithList(7, "succeeded");

        await Task.WhenAll(first, second);
        Assert.Equal(3, _network.Count);
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Advances the clock on a thread without a synchronization context, so that continuations run before this method returns.</summary>
    private Task AdvanceAsync(double seconds) => Task.Run(() => _clock.Advance(TimeSpan.FromSeconds(seconds)));

    private Task<Deployment> WaitAsync(long appId = AppId) => _client.WaitForCompletionAsync(appId, 7, cancellationToken: CancellationToken);

    private Task<Deployment> WaitUntilAsync(CancellationToken canceled) => _client.WaitForCompletionAsync(AppId, 7, cancellationToken: canceled);

    /// <summary>A progress handler that blocks its thread until other waits have completed.</summary>
    private sealed class BlockingProgress(CountdownEvent others) : IProgress<DeploymentProgress>
    {
        /// <summary>The real time after which the other waits are assumed to wait for this handler.</summary>
        private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

        public bool OthersWereDone { get; private set; }

        public void Report(DeploymentProgress value) => OthersWereDone = others.Wait(HangTimeout, TestContext.Current.CancellationToken);
    }
}
