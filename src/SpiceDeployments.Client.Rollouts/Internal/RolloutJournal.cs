using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The journal of a rollout, and the rollout that results from it. Events that several callers append at the same time are stored together.</summary>
internal sealed class RolloutJournal
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);

    private readonly IRolloutStore _store;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private readonly string _writer = Guid.NewGuid().ToString("N")[..8];
    private readonly object _lock = new();
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Append> _queue = [];
    private bool _isStoring;
    private ImmutableList<Action<Rollout, RolloutEvent>> _observers = [];

    private RolloutJournal(Rollout state, RolloutContext context)
    {
        State = state;
        _store = context.Store;
        _timeProvider = context.TimeProvider;
        _logger = context.Logger;
        _stopping = context.Stopping;
    }

    /// <summary>Fails when another process has taken over the rollout, so that this one cannot store anything any more. Never succeeds.</summary>
    public Task Lost => _lost.Task;

    /// <summary>The rollout as it is stored.</summary>
    public Rollout State { get; private set; }

    /// <summary>Creates the journal of a rollout. Returns <c>null</c> if the rollout exists.</summary>
    public static async Task<RolloutJournal?> CreateAsync(string rolloutId, RolloutRequest request, RolloutContext context, CancellationToken cancellationToken)
    {
        var created = new RolloutEvent { Sequence = 1, Kind = RolloutEventKind.Created, Time = GetTime(context.TimeProvider), Request = request };
        string line = RolloutJson.ToLine(created);
        try
        {
            await context.Store.AppendAsync(rolloutId, expectedVersion: 0, [line], isCompleted: false, cancellationToken).ConfigureAwait(false);
        }
        catch (RolloutStoreConflictException)
        {
            return null;
        }

        // The instance of the caller could change afterwards.
        return new RolloutJournal(RolloutReducer.Create(rolloutId, RolloutJson.Parse(rolloutId, line)), context);
    }

    /// <summary>Reads the journal of a rollout. Returns <c>null</c> if there is none.</summary>
    /// <exception cref="RolloutException">The journal is damaged.</exception>
    public static async Task<RolloutJournal?> OpenAsync(string rolloutId, RolloutContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lines = await context.Store.LoadAsync(rolloutId, cancellationToken).ConfigureAwait(false);
        return lines.Count is 0
            ? null
            : new RolloutJournal(RolloutReducer.Replay(rolloutId, lines.Select(line => RolloutJson.Parse(rolloutId, line))), context);
    }

    /// <summary>Calls an action after each stored event, in order, until the result is disposed.</summary>
    public IDisposable Observe(Action<Rollout, RolloutEvent> observer)
    {
        ImmutableInterlocked.Update(ref _observers, observers => observers.Add(observer));
        return new Observation(() => ImmutableInterlocked.Update(ref _observers, observers => observers.Remove(observer)));
    }

    /// <summary>
    /// Stores the event that a function returns for the newest state of the rollout. Returns <c>null</c> if the function does: the state does not permit the
    /// event. If the store is not available, tries until it is, because nothing may happen that is not stored.
    /// </summary>
    /// <exception cref="RolloutStoreConflictException">Another process runs the rollout. Nothing was stored, now and later.</exception>
    public async Task<RolloutEvent?> AppendAsync(Func<Rollout, RolloutEvent?> decide, CancellationToken cancellationToken)
    {
        var append = new Append(decide);
        if (Enqueue(append))
        {
            _ = StoreQueueAsync(); // Reports its exceptions to the callers of the appends.
        }

        return await append.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static DateTimeOffset GetTime(TimeProvider timeProvider) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeProvider.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Returns whether the caller must store the queue, because nobody does.</summary>
    private bool Enqueue(Append append)
    {
        lock (_lock)
        {
            _queue.Add(append);
            return !_isStoring && (_isStoring = true);
        }
    }

    private List<Append> TakeQueue()
    {
        lock (_lock)
        {
            List<Append> batch = _queue;
            _queue = [];
            _isStoring = batch.Count > 0;
            return batch;
        }
    }

    private async Task StoreQueueAsync()
    {
        while (TakeQueue() is { Count: > 0 } batch)
        {
            await StoreAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task StoreAsync(List<Append> batch)
    {
        TimeSpan delay = FirstRetryDelay;
        while (batch.Count > 0)
        {
            try
            {
                await TryStoreAsync(batch).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is RolloutException or ObjectDisposedException || _stopping.IsCancellationRequested)
            {
                Fail(batch, exception);
            }
            catch (Exception exception)
            {
                _logger.StoreUnavailable(State.Id, delay.TotalSeconds, exception);
                await Task.Delay(delay, _timeProvider, _stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                delay = delay * 2 < MaxRetryDelay ? delay * 2 : MaxRetryDelay;
            }
        }
    }

    /// <summary>Stores the events of a batch, and removes them from it.</summary>
    private async Task TryStoreAsync(List<Append> batch)
    {
        if (_lost.Task.Exception?.InnerException is { } lost)
        {
            throw new RolloutStoreConflictException(lost.Message, lost) { RolloutId = State.Id };
        }

        _stopping.ThrowIfCancellationRequested();
        Rollout state = State;
        var lines = new List<string>();
        foreach (Append append in batch)
        {
            append.Event = append.Decide(state) is { } next ? next with { Sequence = state.Version + 1, Time = GetTime(_timeProvider), Writer = _writer } : null;
            if (append.Event is not null)
            {
                state = RolloutReducer.Apply(state, append.Event);
                lines.Add(RolloutJson.ToLine(append.Event));
            }
        }

        if (lines.Count > 0)
        {
            try
            {
                await _store.AppendAsync(State.Id, State.Version, lines, state.IsCompleted, _stopping).ConfigureAwait(false);
            }
            catch (RolloutStoreConflictException conflict)
            {
                await ReadOthersAsync(batch, conflict).ConfigureAwait(false);
                return;
            }
        }

        foreach (Append append in batch)
        {
            Publish(append.Event);
            append.Complete();
        }

        batch.Clear();
    }

    /// <summary>
    /// Reads what others have appended. A command of a caller in another process applies, and the rest of the batch is decided again. An append of which the
    /// store reported an error, although it stored the lines, is recognized by its writer.
    /// </summary>
    /// <exception cref="RolloutStoreConflictException">Another process runs the rollout.</exception>
    private async Task ReadOthersAsync(List<Append> batch, RolloutStoreConflictException conflict)
    {
        IReadOnlyList<string> lines = await _store.LoadAsync(State.Id, _stopping).ConfigureAwait(false);
        RolloutEvent[] others = [.. lines.Skip(State.Version).Select(line => RolloutJson.Parse(State.Id, line))];
        if (others is [] || others.Any(other => other.Writer != _writer && !other.IsCommand))
        {
            throw conflict;
        }

        foreach (RolloutEvent other in others)
        {
            Publish(other);
            if (batch.Find(append => append.Event == other || (append.Event?.Sequence == other.Sequence && other.Writer == _writer)) is { } own)
            {
                own.Complete();
                batch.Remove(own);
            }
        }
    }

    private void Publish(RolloutEvent? next)
    {
        if (next is null)
        {
            return;
        }

        State = RolloutReducer.Apply(State, next);
        foreach (Action<Rollout, RolloutEvent> observer in _observers)
        {
            observer(State, next);
        }
    }

    private void Fail(List<Append> batch, Exception exception)
    {
        if (exception is RolloutStoreConflictException && _lost.TrySetException(exception))
        {
            _ = _lost.Task.Exception; // Observed, whether or not the rollout runs.
        }

        foreach (Append append in batch)
        {
            append.Fail(exception);
        }

        batch.Clear();
    }

    private sealed class Append(Func<Rollout, RolloutEvent?> decide)
    {
        private readonly TaskCompletionSource<RolloutEvent?> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<Rollout, RolloutEvent?> Decide => decide;

        public RolloutEvent? Event { get; set; }

        public Task<RolloutEvent?> Result => _result.Task;

        public void Complete() => _result.TrySetResult(Event);

        public void Fail(Exception exception) => _result.TrySetException(exception);
    }

    private sealed class Observation(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }
}
