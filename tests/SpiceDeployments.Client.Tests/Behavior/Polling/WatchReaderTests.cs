using System.Globalization;
using System.Text;
using System.Threading.Channels;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>Readers of a sequence that are as fast as the polls, or slower.</summary>
public sealed class WatchReaderTests : ClientTest
{
    private const long AppId = 42;
    private const long DeploymentId = 7;

    private readonly AutoAdvancingTimeProvider _clock = new();
    private PollScript _script = new("succeeded");

    [Fact]
    public async Task WatchAsync_ReaderKeepsUp_YieldsEachChangeOnce()
    {
        _script = new PollScript("queued", "queued", "in_progress", "in_progress", "in_progress", "succeeded");

        List<string> seen = await ReadAsync(_ => _script.OnRead());

        Assert.Equal(["queued", "in_progress", "succeeded"], seen);
    }

    [Fact]
    public async Task WatchAsync_TimeoutElapses_YieldsEachChangeAndThrows()
    {
        _script = new PollScript("queued", "queued", "in_progress");
        var seen = new List<string>();

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => ReadAsync(
            deployment =>
            {
                seen.Add(deployment.RawStatus);
                _script.OnRead();
            },
            new PollingOptions { Timeout = TimeSpan.FromSeconds(40) }));

        Assert.Equal(["queued", "in_progress"], seen);
    }

    [Fact]
    public async Task WatchAsync_ChangeAtDeadline_IsYieldedBeforeTheException()
    {
        _script = new PollScript("queued", "queued", "in_progress");
        var seen = new List<string>();

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => ReadAsync(
            deployment =>
            {
                seen.Add(deployment.RawStatus);
                _script.OnRead();
            },
            new PollingOptions { Timeout = TimeSpan.FromSeconds(8) }));

        Assert.Equal(["queued", "in_progress"], seen);
        Assert.Equal(3, _script.PollCount);
    }

    /// <summary>All polls are made while the reader holds the first change. Of the other changes only the latest are kept.</summary>
    [Fact]
    public async Task WatchAsync_ReaderStops_KeepsTheLatestChange()
    {
        const int PollCount = 1000;
        _script = new PollScript([.. Enumerable.Range(1, PollCount - 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"step {number}")), "succeeded"]);
        var polling = new PollingOptions { MaxDelay = TimeSpan.FromSeconds(5), Timeout = TimeSpan.FromDays(1) };
        await using IAsyncEnumerator<Deployment> watch = Client.WatchAsync(AppId, DeploymentId, polling, CancellationToken).GetAsyncEnumerator(CancellationToken);
        var seen = new List<string>();

        Assert.True(await watch.MoveNextAsync());
        _script.AllowAll();
        await _script.LastPoll.WaitAsync(CancellationToken);
        while (await watch.MoveNextAsync())
        {
            seen.Add(watch.Current.RawStatus);
        }

        Assert.InRange(seen.Count, 1, 2); // The last but one may be read before the response to the last poll.
        Assert.Equal("succeeded", seen[^1]);
    }

    /// <summary>Whenever the reader reads, changes stay in order, and the last one is the completed deployment.</summary>
    [Fact]
    public async Task WatchAsync_ReaderOfAnySpeed_ReadsInOrderUpToTheCompletedDeployment()
    {
        for (int pause = 1; pause <= 20; pause++)
        {
            string[] statuses = [.. Enumerable.Range(100, 50).Select(number => string.Create(CultureInfo.InvariantCulture, $"step {number}")), "succeeded"];
            _script = new PollScript(statuses);
            int reads = 0;

            List<string> seen = await ReadAsync(deployment => _script.OnRead(reads++ % pause is 0 ? pause : 1));

            Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
            Assert.Equal(seen.Distinct(), seen);
            Assert.Equal("succeeded", seen[^1]);
        }
    }

    protected override DeploymentsClientOptions CreateOptions() => new()
    {
        AccessToken = "token-of-the-test",
        TimeProvider = _clock,
        PrimaryHandler = () => new StubHandler(request => _script.RespondAsync(request)),
    };

    private async Task<List<string>> ReadAsync(Action<Deployment> onRead, PollingOptions? polling = null)
    {
        var seen = new List<string>();
        await foreach (Deployment deployment in Client.WatchAsync(AppId, DeploymentId, polling ?? new PollingOptions { Timeout = TimeSpan.FromDays(1) }, CancellationToken))
        {
            seen.Add(deployment.RawStatus);
            onRead(deployment);
        }

        return seen;
    }

    /// <summary>The statuses that the polls return, of which the last one is repeated. A poll after a change waits until the reader allows it.</summary>
    private sealed class PollScript(params string[] statuses)
    {
        private readonly Channel<int> _reads = Channel.CreateUnbounded<int>();
        private readonly TaskCompletionSource _lastPoll = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string? _last;

        public int PollCount { get; private set; }

        public Task LastPoll => _lastPoll.Task;

        /// <summary>Allows further polls that return a change.</summary>
        public void OnRead(int polls = 1)
        {
            for (int i = 0; i < polls; i++)
            {
                _reads.Writer.TryWrite(i);
            }
        }

        public void AllowAll() => OnRead(statuses.Length);

        public async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request)
        {
            string status = statuses[Math.Min(PollCount++, statuses.Length - 1)];
            if (status != _last)
            {
                _ = _last is null ? 0 : await _reads.Reader.ReadAsync(TestContext.Current.CancellationToken);
                _last = status;
            }

            if (PollCount == statuses.Length)
            {
                _lastPoll.TrySetResult();
            }

            string list = $$"""{"deployments":[{"id":7,"status":"{{status}}"}]}""";
            return new HttpResponseMessage { RequestMessage = request, Content = new StringContent(list, Encoding.UTF8, "application/json") };
        }
    }
}
