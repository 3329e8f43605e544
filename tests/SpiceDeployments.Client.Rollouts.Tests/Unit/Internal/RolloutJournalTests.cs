using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Unit.Internal;

public sealed class RolloutJournalTests
{
    private const string Id = "build-7";

    private readonly MemoryStore _store = new();
    private readonly FakeLogger _log = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_ManyAtOnce_StoresThemTogetherInOrder()
    {
        RolloutJournal journal = await CreateAsync();
        var appends = new List<int>();
        var gate = new TaskCompletionSource();
        _store.BeforeAppend = lines =>
        {
            appends.Add(lines.Count);
            gate.Task.Wait(CancellationToken);
        };

        Task<RolloutEvent?> first = journal.AppendAsync(_ => Prepared(0), CancellationToken);
        Task<RolloutEvent?>[] others = [.. Enumerable.Range(1, 5).Select(index => journal.AppendAsync(_ => Prepared(index), CancellationToken))];
        gate.SetResult();
        await Task.WhenAll([first, .. others]);

        Assert.True(appends.Count <= 3, $"Six events needed {appends.Count} appends.");
        Assert.Equal(Enumerable.Range(1, 8), Stored().Select(next => next.Sequence));
    }

    [Fact]
    public async Task Append_StoreIsAway_TriesUntilItIsBack()
    {
        RolloutJournal journal = await CreateAsync();
        int failures = 3;
        _store.BeforeAppend = _ => ThrowWhile(failures-- > 0);

        RolloutEvent? stored = await journal.AppendAsync(_ => Prepared(0), CancellationToken);

        Assert.Equal(3, stored?.Sequence);
        Assert.Equal(3, _log.Collector.GetSnapshot().Count(record => record.Id.Id is 3));
    }

    [Fact]
    public async Task TryAppend_StoreIsAway_ThrowsItsException()
    {
        RolloutJournal journal = await CreateAsync();
        _store.BeforeAppend = _ => throw new IOException("No space left on device");

        await Assert.ThrowsAsync<IOException>(() => journal.TryAppendAsync(_ => new RolloutEvent { Kind = RolloutEventKind.Paused }, CancellationToken));
    }

    [Fact]
    public async Task Append_ErrorAfterTheStoreHasStored_StoresOnce()
    {
        var store = new ForgetfulStore(_store);
        RolloutJournal journal = await CreateAsync(store);
        store.Forgets = true;

        RolloutEvent? stored = await journal.AppendAsync(_ => Prepared(0), CancellationToken);

        Assert.Equal(3, stored?.Sequence);
        Assert.Equal(3, Stored().Count);
        Assert.Equal(RolloutTargetStatus.Prepared, journal.State.Targets[0].Status);
    }

    /// <summary>The caller of the command has received the error of the store, but the line was stored, and has taken the number of the next event.</summary>
    [Fact]
    public async Task Append_AfterACommandThatTheStoreHasReportedAsFailed_IsStoredToo()
    {
        var store = new ForgetfulStore(_store);
        RolloutJournal journal = await CreateAsync(store);
        store.Forgets = true;
        await Assert.ThrowsAsync<TimeoutException>(() => journal.TryAppendAsync(_ => new RolloutEvent { Kind = RolloutEventKind.StopRequested }, CancellationToken));

        RolloutEvent? stored = await journal.AppendAsync(_ => Prepared(0), CancellationToken);

        Assert.Equal(4, stored?.Sequence);
        Assert.Equal([RolloutEventKind.StopRequested, RolloutEventKind.TargetPrepared], Stored().Skip(2).Select(next => next.Kind));
    }

    [Fact]
    public async Task Append_CommandOfAnotherProcess_IsDecidedAgainAndNotPermitted()
    {
        RolloutJournal journal = await CreateAsync();
        RolloutJournal other = await OpenAsync();
        await other.TryAppendAsync(_ => new RolloutEvent { Kind = RolloutEventKind.StopRequested }, CancellationToken);

        RolloutEvent? stored = await journal.AppendAsync(rollout => rollout.Status is RolloutStatus.Stopping ? null : Prepared(0), CancellationToken);

        Assert.Null(stored);
        Assert.Equal(RolloutStatus.Stopping, journal.State.Status);
    }

    [Fact]
    public async Task TryAppend_WhileTheRunStoresManyEvents_IsStoredAfterThem()
    {
        RolloutJournal running = await CreateAsync();
        RolloutJournal other = await OpenAsync();
        await running.AppendAsync(_ => Prepared(0), CancellationToken);
        await running.AppendAsync(_ => Prepared(1), CancellationToken);

        RolloutEvent? stored = await other.TryAppendAsync(_ => new RolloutEvent { Kind = RolloutEventKind.StopRequested }, CancellationToken);

        Assert.Equal(5, stored?.Sequence);
        await running.RefreshAsync(CancellationToken);
        Assert.Equal(RolloutStatus.Stopping, running.State.Status);
    }

    [Fact]
    public async Task Append_AnotherProcessHasClaimed_FailsNowAndLater()
    {
        RolloutJournal journal = await CreateAsync();
        RolloutJournal other = await OpenAsync();
        await other.TryAppendAsync(_ => new RolloutEvent { Kind = RolloutEventKind.Claimed }, CancellationToken);

        await Assert.ThrowsAsync<RolloutStoreConflictException>(() => journal.AppendAsync(_ => Prepared(0), CancellationToken));
        await Assert.ThrowsAsync<RolloutStoreConflictException>(() => journal.AppendAsync(_ => Prepared(0), CancellationToken));

        await Assert.ThrowsAsync<RolloutStoreConflictException>(() => journal.Lost);
        Assert.Equal(3, Stored().Count);
    }

    [Fact]
    public async Task Append_CanceledWhileItIsQueued_IsNotStored()
    {
        RolloutJournal journal = await CreateAsync();
        var gate = new TaskCompletionSource();
        _store.BeforeAppend = _ => gate.Task.Wait(CancellationToken);
        using var cancellation = new CancellationTokenSource();
        Task<RolloutEvent?> first = journal.AppendAsync(_ => Prepared(0), CancellationToken);
        Task<RolloutEvent?> second = journal.TryAppendAsync(_ => new RolloutEvent { Kind = RolloutEventKind.StopRequested }, cancellation.Token);

        await cancellation.CancelAsync();
        gate.SetResult();
        await first;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await journal.AppendAsync(_ => Prepared(1), CancellationToken);
        Assert.DoesNotContain(Stored(), next => next.Kind is RolloutEventKind.StopRequested);
    }

    [Fact]
    public async Task Append_LoggerThrows_StoresAndContinues()
    {
        int failures = 1;
        RolloutJournal journal = await CreateAsync(logger: new ThrowingLogger());
        _store.BeforeAppend = _ => ThrowWhile(failures-- > 0);

        RolloutEvent? stored = await journal.AppendAsync(_ => Prepared(0), CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken);

        Assert.NotNull(stored);
    }

    [Fact]
    public async Task Open_DamagedLine_NamesTheRollout()
    {
        await _store.AppendAsync(Id, 0, ["{}"], isCompleted: false, CancellationToken);

        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(OpenAsync);

        Assert.StartsWith("The journal of rollout 'build-7' is damaged", exception.Message, StringComparison.Ordinal);
    }

    private static RolloutEvent Prepared(int index) => new()
    {
        Kind = RolloutEventKind.TargetPrepared,
        Target = index,
        Intent = new DeploymentIntent { Key = Guid.NewGuid(), AppId = index + 1, PreparedAt = DateTimeOffset.UnixEpoch, SettledAfter = DateTimeOffset.UnixEpoch },
    };

    private static void ThrowWhile(bool isFull)
    {
        if (isFull)
        {
            throw new IOException("No space left on device");
        }
    }

    private List<RolloutEvent> Stored() => [.. _store.GetLines(Id).Select(line => RolloutJson.Parse(Id, line))];

    private async Task<RolloutJournal> CreateAsync(IRolloutStore? store = null, ILogger? logger = null)
    {
        RolloutTarget[] targets = [.. Enumerable.Range(1, 6).Select(id => new RolloutTarget { AppId = id })];
        RolloutJournal journal = (await RolloutJournal.CreateAsync(Id, new RolloutRequest { Targets = targets }, CreateContext(store, logger), CancellationToken))!;
        await journal.TryAppendAsync(_ => new RolloutEvent { Kind = RolloutEventKind.Claimed }, CancellationToken);
        return journal;
    }

    private async Task<RolloutJournal> OpenAsync() => (await RolloutJournal.OpenAsync(Id, CreateContext(), CancellationToken))!;

    private RolloutContext CreateContext(IRolloutStore? store = null, ILogger? logger = null) =>
        new(store ?? _store, _ => throw new NotSupportedException(), _ => null, new AutoAdvancingTimeProvider(), logger ?? _log, Turns: null, CancellationToken.None);

    /// <summary>Stores lines once, and reports an error for that.</summary>
    private sealed class ForgetfulStore(MemoryStore store) : IRolloutStore
    {
        public bool Forgets { get; set; }

        public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) => store.LoadAsync(rolloutId, cancellationToken);

        public async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            await store.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);
            if (Forgets)
            {
                Forgets = false;
                throw new TimeoutException("The response of the database was lost.");
            }
        }

        public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) => store.ListUnfinishedAsync(cancellationToken);
    }

    private sealed class ThrowingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The log is full.");
    }
}
