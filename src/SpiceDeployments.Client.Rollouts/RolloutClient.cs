using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Client.Rollouts;

/// <summary>Runs rollouts in this process.</summary>
/// <remarks><inheritdoc cref="IRolloutClient"/></remarks>
public sealed class RolloutClient : IRolloutClient, IAsyncDisposable, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly RolloutContext _context;
    private readonly RolloutRuns _runs;

    /// <summary>Creates a client without a container, for the apps of one organization and without gates. With a container, call <c>AddSpiceRollouts</c>.</summary>
    /// <param name="client">The client of the deployments and the apps. The caller disposes it after this instance.</param>
    /// <param name="store">The store of the journals. The caller disposes it after this instance.</param>
    /// <param name="timeProvider">The clock of every delay and timeout. Default <c>null</c>: <see cref="TimeProvider.System"/>.</param>
    /// <param name="loggerFactory">Creates the logger. Default <c>null</c>: no logging.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="store"/> is <c>null</c>.</exception>
    public RolloutClient(DeploymentsClient client, IRolloutStore store, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
        : this(
            store ?? throw new ArgumentNullException(nameof(store)),
            GetOnlyClient(client ?? throw new ArgumentNullException(nameof(client))),
            findGate: static _ => null,
            timeProvider ?? TimeProvider.System,
            loggerFactory?.CreateLogger<RolloutClient>() ?? NullLogger<RolloutClient>.Instance,
            turns: null)
    {
    }

    internal RolloutClient(
        IRolloutStore store, Func<string?, SpiceClients> getClients, Func<string, IRolloutGate?> findGate, TimeProvider timeProvider, ILogger logger, IAppTurns? turns)
    {
        _context = new RolloutContext(store, getClients, findGate, timeProvider, logger, turns, _stopping.Token);
        _runs = new RolloutRuns(_context);
    }

    /// <inheritdoc/>
    public RolloutPlan Plan(RolloutRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        ThrowIfNotRegistered(request);
        return RolloutPlan.Create(request);
    }

    /// <inheritdoc/>
    public async Task<Rollout> StartAsync(string rolloutId, RolloutRequest request, CancellationToken cancellationToken = default)
    {
        RolloutId.Validate(rolloutId, nameof(rolloutId));
        _ = Plan(request);
        ThrowIfDisposed();
        RolloutJournal journal = _runs.Find(rolloutId)?.Journal
            ?? await RolloutJournal.OpenAsync(rolloutId, _context, cancellationToken).ConfigureAwait(false)
            ?? await RolloutJournal.CreateAsync(rolloutId, request, _context, cancellationToken).ConfigureAwait(false)
            ?? await OpenAsync(rolloutId, cancellationToken).ConfigureAwait(false); // Another process has created the rollout in the meantime.
        if (!RolloutJson.AreEqual(journal.State.Request, request))
        {
            throw new RolloutException($"Rollout '{rolloutId}' exists and has another request. Nothing was changed. Choose another id.") { RolloutId = rolloutId };
        }

        await _runs.StartAsync(journal, cancellationToken).ConfigureAwait(false);
        return journal.State;
    }

    /// <inheritdoc/>
    public async Task<Rollout> GetAsync(string rolloutId, CancellationToken cancellationToken = default)
    {
        RolloutJournal journal = await OpenAsync(rolloutId, cancellationToken).ConfigureAwait(false);
        return journal.State;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RolloutEvent> WatchAsync(string rolloutId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using Observation observation = await ObserveAsync(rolloutId, cancellationToken).ConfigureAwait(false);
        int last = 0;
        foreach (string line in await _context.Store.LoadAsync(rolloutId, cancellationToken).ConfigureAwait(false))
        {
            RolloutEvent stored = RolloutJson.Parse(rolloutId, line);
            last = stored.Sequence;
            yield return stored;
        }

        await foreach (RolloutProgress progress in observation.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (progress.Event is { } next && next.Sequence > last)
            {
                yield return next;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<Rollout> WaitForCompletionAsync(string rolloutId, IProgress<RolloutProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using Observation observation = await ObserveAsync(rolloutId, cancellationToken).ConfigureAwait(false);
        var last = new RolloutProgress { Rollout = observation.Rollout };
        progress.TryReport(last, _context.Logger);
        await foreach (RolloutProgress next in observation.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            last = next;
            progress.TryReport(next, _context.Logger);
        }

        return last.Rollout;
    }

    /// <inheritdoc/>
    public Task PauseAsync(string rolloutId, CancellationToken cancellationToken = default) => CommandAsync(
        rolloutId,
        "paused",
        rollout => rollout.Status switch
        {
            RolloutStatus.Paused => Command.Done,
            RolloutStatus.InProgress or RolloutStatus.Pending => Command.Store(RolloutEventKind.Paused),
            _ => Command.NotPossible,
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task ResumeAsync(string rolloutId, CancellationToken cancellationToken = default) => CommandAndRunAsync(
        rolloutId,
        "resumed",
        rollout => rollout switch
        {
            { IsCompleted: true } => Command.NotPossible,
            { Status: RolloutStatus.Paused } => Command.Store(RolloutEventKind.Resumed),
            _ => Command.Done,
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(string rolloutId, string? reason = null, CancellationToken cancellationToken = default) => CommandAsync(
        rolloutId,
        "stopped",
        rollout => rollout.Status switch
        {
            RolloutStatus.Stopping or RolloutStatus.Stopped => Command.Done,
            RolloutStatus.Pending or RolloutStatus.InProgress or RolloutStatus.Paused => Command.Store(RolloutEventKind.StopRequested, reason),
            _ => Command.NotPossible,
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<Rollout> RetryFailedAsync(string rolloutId, CancellationToken cancellationToken = default) => CommandAndRunAsync(
        rolloutId,
        "retried",
        rollout => rollout.Status switch
        {
            RolloutStatus.Pending or RolloutStatus.InProgress => Command.Done,
            RolloutStatus.Failed or RolloutStatus.Stopped or RolloutStatus.Succeeded => Command.Store(RolloutEventKind.RetryRequested),
            _ => Command.NotPossible,
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<Rollout> RollBackAsync(string rolloutId, CancellationToken cancellationToken = default) => CommandAndRunAsync(
        rolloutId,
        "rolled back",
        rollout => rollout.Status switch
        {
            RolloutStatus.RollingBack => Command.Done,
            RolloutStatus.RolledBack => Command.NotPossible,
            _ => Command.Store(RolloutEventKind.RollbackStarted),
        },
        cancellationToken);

    /// <summary>Stops the work in this process. The rollouts do not change: another process, or another instance, can resume them. Deployments in flight continue.</summary>
    /// <returns>A task that completes when nothing runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _runs.WaitAsync().ConfigureAwait(false);
    }

    /// <summary>Stops the work in this process, as <see cref="DisposeAsync"/> does, without waiting for it.</summary>
    public void Dispose() => _stopping.Cancel(); // Not disposed: what runs still uses its token.

    /// <summary>Runs a rollout, unless it has completed or does not exist. Returns whether the rollout runs.</summary>
    /// <exception cref="RolloutException">The journal is damaged, or this process lacks the gate or a client. The journal was not changed.</exception>
    internal async Task<bool> ContinueAsync(string rolloutId, CancellationToken cancellationToken)
    {
        if (_runs.Find(rolloutId) is null && await RolloutJournal.OpenAsync(rolloutId, _context, cancellationToken).ConfigureAwait(false) is { State.IsCompleted: false } journal)
        {
            ThrowIfCannotRun(journal.State);
            await _runs.StartAsync(journal, cancellationToken).ConfigureAwait(false);
        }

        return _runs.Find(rolloutId) is not null;
    }

    /// <summary>Returns the exception that ended the last run of a rollout, or <c>null</c> if there was none or the rollout runs again.</summary>
    internal Exception? FindFailure(string rolloutId) => _runs.FindFailure(rolloutId);

    /// <summary>Returns the unfinished rollouts in the store.</summary>
    internal Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken) => _context.Store.ListUnfinishedAsync(cancellationToken);

    /// <summary>Resumes rollouts: first those that had started. An exception of one does not affect the others. Returns those to try again.</summary>
    internal async Task<IReadOnlyList<string>> TryResumeAsync(IReadOnlyList<string> rolloutIds, CancellationToken cancellationToken)
    {
        var failed = new List<string>();
        var journals = new List<RolloutJournal>();
        foreach (string rolloutId in rolloutIds)
        {
            await TryAsync(rolloutId, async () => journals.Add(await OpenAsync(rolloutId, cancellationToken).ConfigureAwait(false)), failed, cancellationToken).ConfigureAwait(false);
        }

        foreach (RolloutJournal journal in journals.OrderBy(journal => journal.State.Status is RolloutStatus.Pending).ThenBy(journal => journal.State.CreatedAt))
        {
            await TryAsync(journal.State.Id, () => _runs.StartAsync(journal, cancellationToken), failed, cancellationToken).ConfigureAwait(false);
        }

        return failed;
    }

    private async Task TryAsync(string rolloutId, Func<Task> resumeAsync, List<string> failed, CancellationToken cancellationToken)
    {
        try
        {
            await resumeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _context.Logger.ResumeFailed(rolloutId, exception);
            if (exception is RolloutStoreConflictException or not RolloutException)
            {
                failed.Add(rolloutId); // The process before may still hold the store, or the store is not available. A damaged journal stays damaged.
            }
        }
    }

    private static Func<string?, SpiceClients> GetOnlyClient(DeploymentsClient client)
    {
        var clients = new SpiceClients(client, client);
        return organization => organization is null
            ? clients
            : throw new InvalidOperationException($"The {nameof(RolloutClient)} has one client, for targets without an {nameof(RolloutTarget.Organization)}, but a target has '{organization}'.");
    }

    private void ThrowIfCannotRun(Rollout rollout)
    {
        try
        {
            ThrowIfNotRegistered(rollout.Request);
        }
        catch (Exception exception)
        {
            throw new RolloutException($"Rollout '{rollout.Id}' cannot run in this process. {exception.Message}", exception) { RolloutId = rollout.Id };
        }
    }

    private void ThrowIfNotRegistered(RolloutRequest request)
    {
        if (request.Gate is { } gate && _context.FindGate(gate) is null)
        {
            throw new ArgumentException($"There is no {nameof(IRolloutGate)} with the service key '{gate}'. Register one in the container.", nameof(request));
        }

        foreach (string? organization in request.Targets.Select(target => target.Organization).Distinct(StringComparer.Ordinal))
        {
            try
            {
                _context.GetClients(organization);
            }
            catch (InvalidOperationException exception)
            {
                string owner = organization is null ? "" : $" for the organization '{organization}'";
                throw new ArgumentException($"There is no client{owner}: {exception.Message}", nameof(request), exception);
            }
        }
    }

    /// <exception cref="RolloutNotFoundException">There is no such rollout.</exception>
    private async Task<RolloutJournal> OpenAsync(string rolloutId, CancellationToken cancellationToken)
    {
        RolloutId.Validate(rolloutId, nameof(rolloutId));
        ThrowIfDisposed();
        return _runs.Find(rolloutId)?.Journal
            ?? await RolloutJournal.OpenAsync(rolloutId, _context, cancellationToken).ConfigureAwait(false)
            ?? throw new RolloutNotFoundException($"The store has no rollout '{rolloutId}'.") { RolloutId = rolloutId };
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);

    private async Task<Rollout> CommandAndRunAsync(string rolloutId, string verb, Func<Rollout, Command> decide, CancellationToken cancellationToken)
    {
        RolloutJournal journal = await CommandAsync(rolloutId, verb, decide, cancellationToken).ConfigureAwait(false);
        await _runs.StartAsync(journal, cancellationToken).ConfigureAwait(false);
        return journal.State;
    }

    /// <summary>Stores what a caller asks for.</summary>
    /// <exception cref="RolloutException">The status of the rollout does not permit the command.</exception>
    private async Task<RolloutJournal> CommandAsync(string rolloutId, string verb, Func<Rollout, Command> decide, CancellationToken cancellationToken)
    {
        RolloutJournal journal = await OpenAsync(rolloutId, cancellationToken).ConfigureAwait(false);
        Command command = Command.Done;
        await journal.TryAppendAsync(rollout => (command = decide(rollout)).Event, cancellationToken).ConfigureAwait(false);
        return command != Command.NotPossible
            ? journal
            : throw new RolloutException($"Rollout '{rolloutId}' cannot be {verb}: its status is {journal.State.Status}. Nothing was changed.") { RolloutId = rolloutId };
    }

    private async Task<Observation> ObserveAsync(string rolloutId, CancellationToken cancellationToken)
    {
        RolloutId.Validate(rolloutId, nameof(rolloutId));
        if (_runs.Find(rolloutId) is { } run)
        {
            return new Observation(run.Journal, run.Completion);
        }

        RolloutJournal journal = await OpenAsync(rolloutId, cancellationToken).ConfigureAwait(false);
        return journal.State.IsCompleted
            ? new Observation(journal, Task.FromResult<Exception?>(null))
            : throw (_runs.FindFailure(rolloutId) is { } failure
                ? HasEnded(rolloutId, failure)
                : new RolloutException($"Rollout '{rolloutId}' is {journal.State.Status} and does not run in this process. Call {nameof(ResumeAsync)} to run it here.") { RolloutId = rolloutId });
    }

    private static RolloutException HasEnded(string rolloutId, Exception cause) =>
        new($"Rollout '{rolloutId}' does not run in this process any more. Deployments in flight continue. Call {nameof(ResumeAsync)} to continue it. {cause.Message}", cause)
        {
            RolloutId = rolloutId,
        };

    /// <summary>What a caller asks for, and what is stored for it.</summary>
    private sealed record Command(RolloutEvent? Event, bool IsPossible)
    {
        public static readonly Command Done = new(null, IsPossible: true);
        public static readonly Command NotPossible = new(null, IsPossible: false);

        public static Command Store(RolloutEventKind kind, string? message = null) => new(new RolloutEvent { Kind = kind, Message = message }, IsPossible: true);
    }

    /// <summary>The events of a rollout from now on, until its run has ended.</summary>
    private sealed class Observation : IDisposable
    {
        private readonly Channel<RolloutProgress> _events = Channel.CreateUnbounded<RolloutProgress>();
        private readonly IDisposable _subscription;

        public Observation(RolloutJournal journal, Task<Exception?> completion)
        {
            _subscription = journal.Observe((rollout, next) => _events.Writer.TryWrite(new RolloutProgress { Rollout = rollout, Event = next }));
            Rollout = journal.State;
            _ = completion.ContinueWith(run => _events.Writer.TryComplete(run.Result is { } cause ? HasEnded(Rollout.Id, cause) : null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        /// <summary>The rollout before the first of the events.</summary>
        public Rollout Rollout { get; }

        public IAsyncEnumerable<RolloutProgress> ReadAllAsync(CancellationToken cancellationToken) => _events.Reader.ReadAllAsync(cancellationToken);

        public void Dispose() => _subscription.Dispose();
    }
}
