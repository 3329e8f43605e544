using System.Collections.Immutable;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The journal of a rollout, and the rollout that results from it. Events that several callers append at the same time are stored together.</summary>
internal sealed class RolloutJournal
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);

    private readonly RolloutContext _context;
    private readonly string _writer = Guid.NewGuid().ToString("N")[..8];
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _lock = new();
    private List<Append> _queue = [];
    private bool _isStoring;
    private bool _hasClaimed;
    private ImmutableList<Action<Rollout, RolloutEvent>> _observers = [];

    private RolloutJournal(Rollout state, RolloutContext context)
    {
        State = state;
        _context = context;
    }

    /// <summary>The rollout as it is stored.</summary>
    public Rollout State { get; private set; }

    /// <summary>Fails when another process has taken over the rollout that this process has claimed. Never succeeds.</summary>
    public Task Lost => _lost.Task;

    /// <summary>Creates the journal of a rollout. Returns <c>null</c> if the rollout exists.</summary>
    public static async Task<RolloutJournal?> CreateAsync(string rolloutId, RolloutRequest request, RolloutContext context, CancellationToken cancellationToken)
    {
        string line = RolloutJson.ToLine(new RolloutEvent { Sequence = 1, Kind = RolloutEventKind.Created, Time = GetTime(context), Request = request });
        try
        {
            await context.Store.AppendAsync(rolloutId, expectedVersion: 0, [line], isCompleted: false, cancellationToken).ConfigureAwait(false);
        }
        catch (RolloutStoreConflictException)
        {
            return null;
        }

        // From the line, because the caller can change its instance afterwards.
        return new RolloutJournal(RolloutReducer.Create(rolloutId, RolloutJson.Parse(rolloutId, line)), context);
    }

    /// <summary>Reads the journal of a rollout. Returns <c>null</c> if there is none.</summary>
    /// <exception cref="RolloutException">The journal is damaged.</exception>
    public static async Task<RolloutJournal?> OpenAsync(string rolloutId, RolloutContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lines = await context.Store.LoadAsync(rolloutId, cancellationToken).ConfigureAwait(false);
        return lines.Count is 0 ? null : new RolloutJournal(RolloutReducer.Replay(rolloutId, lines.Select(line => RolloutJson.Parse(rolloutId, line))), context);
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
    public Task<RolloutEvent?> AppendAsync(Func<Rollout, RolloutEvent?> decide, CancellationToken cancellationToken) =>
        EnqueueAsync(new Append(decide, isCommand: false, cancellationToken));

    /// <summary>Does the same for a caller, to whom an exception of the store is thrown, and who decides by what other processes have appended.</summary>
    public Task<RolloutEvent?> TryAppendAsync(Func<Rollout, RolloutEvent?> decide, CancellationToken cancellationToken) =>
        EnqueueAsync(new Append(decide, isCommand: true, cancellationToken));

    /// <summary>Reads what other processes have appended.</summary>
    /// <exception cref="RolloutStoreConflictException">Another process runs the rollout.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken) => EnqueueAsync(new Append(decide: null, isCommand: false, cancellationToken));

    private static DateTimeOffset GetTime(RolloutContext context) => DateTimeOffset.FromUnixTimeMilliseconds(context.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds());

    private Task<RolloutEvent?> EnqueueAsync(Append append)
    {
        bool isFirst;
        lock (_lock)
        {
            _queue.Add(append);
            isFirst = !_isStoring;
            _isStoring = true;
        }

        if (isFirst)
        {
            _ = Task.Run(StoreQueueAsync); // Reports its exceptions to the callers of the appends.
        }

        return append.Result.WaitAsync(append.CancellationToken);
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
            batch.RemoveAll(append => append.CancellationToken.IsCancellationRequested); // Nobody waits for the result.
            TimeSpan delay = FirstRetryDelay;
            while (batch.Count > 0)
            {
                try
                {
                    await StoreAsync(batch).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    Fail(batch, exception);
                    await WaitForStoreAsync(batch, delay, exception).ConfigureAwait(false);
                    delay = delay * 2 < MaxRetryDelay ? delay * 2 : MaxRetryDelay;
                }
            }
        }
    }

    /// <summary>Removes the appends that are not tried again after an exception.</summary>
    private void Fail(List<Append> batch, Exception exception)
    {
        bool isFinal = exception is RolloutException or ObjectDisposedException || _context.Stopping.IsCancellationRequested;
        if (exception is RolloutStoreConflictException && _hasClaimed && _lost.TrySetException(exception))
        {
            _ = _lost.Task.Exception; // Observed, whether or not the rollout runs.
        }

        batch.RemoveAll(append => (isFinal || append.IsCommand) && append.Fail(exception));
    }

    private async Task WaitForStoreAsync(List<Append> batch, TimeSpan delay, Exception exception)
    {
        if (batch.Count > 0)
        {
            RolloutTelemetry.LogStoreUnavailable(_context.Logger, State.Id, delay, exception);
            await Task.Delay(delay, _context.TimeProvider, _context.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Stores the events of a batch, and removes them from it.</summary>
    private async Task StoreAsync(List<Append> batch)
    {
        _context.Stopping.ThrowIfCancellationRequested();
        if (_lost.Task.Exception?.InnerException is { } lost)
        {
            throw new RolloutStoreConflictException(lost.Message, lost) { RolloutId = State.Id };
        }

        if (batch.Exists(append => append.Decide is null || append.IsCommand))
        {
            await ReadOthersAsync(batch).ConfigureAwait(false);
        }

        Rollout next = State;
        var lines = new List<string>();
        foreach (Append append in batch)
        {
            append.Event = append.Decide?.Invoke(next) is { } decided ? decided with { Sequence = next.Version + 1, Time = GetTime(_context), Writer = _writer } : null;
            if (append.Event is not null)
            {
                next = RolloutReducer.Apply(next, append.Event);
                lines.Add(RolloutJson.ToLine(append.Event));
                append.Lines.Add(lines[^1]);
            }
        }

        if (lines.Count is 0 || await TryStoreAsync(lines, next.IsCompleted, batch).ConfigureAwait(false))
        {
            Complete(batch);
        }
    }

    /// <summary>Returns <c>false</c> if other processes have appended since, so that the batch must be decided again.</summary>
    private async Task<bool> TryStoreAsync(List<string> lines, bool isCompleted, List<Append> batch)
    {
        try
        {
            await _context.Store.AppendAsync(State.Id, State.Version, lines, isCompleted, _context.Stopping).ConfigureAwait(false);
            return true;
        }
        catch (RolloutStoreConflictException)
        {
            int version = State.Version;
            await ReadOthersAsync(batch).ConfigureAwait(false);
            if (State.Version == version)
            {
                throw; // The store is locked by another process.
            }

            return false;
        }
    }

    /// <summary>
    /// Reads what others have appended. If this process runs the rollout, only commands of callers may be among that. An append that the store has reported as
    /// failed, although its lines were stored, is recognized by its line, and removed from the batch.
    /// </summary>
    /// <exception cref="RolloutStoreConflictException">Another process runs the rollout.</exception>
    private async Task ReadOthersAsync(List<Append> batch)
    {
        IReadOnlyList<string> lines = await _context.LoadAfterAsync(State.Id, State.Version).ConfigureAwait(false);
        (string Line, RolloutEvent Event)[] others = [.. lines.Select(line => (line, RolloutJson.Parse(State.Id, line)))];
        if (_hasClaimed && others.Any(other => other.Event.Writer != _writer && !other.Event.IsCommand))
        {
            throw new RolloutStoreConflictException($"Another process runs rollout '{State.Id}'. This one does not any more.") { RolloutId = State.Id };
        }

        foreach ((string line, RolloutEvent other) in others)
        {
            Publish(other);
            if (batch.Find(append => append.Lines.Contains(line)) is { } own)
            {
                own.Event = other;
                own.Complete();
                batch.Remove(own);
            }
        }
    }

    private void Complete(List<Append> batch)
    {
        foreach (Append append in batch)
        {
            Publish(append.Event);
            append.Complete();
        }

        batch.Clear();
    }

    private void Publish(RolloutEvent? next)
    {
        if (next is null)
        {
            return;
        }

        State = RolloutReducer.Apply(State, next);
        _hasClaimed |= next.Kind is RolloutEventKind.Claimed && next.Writer == _writer;
        foreach (Action<Rollout, RolloutEvent> observer in _observers)
        {
            observer(State, next);
        }
    }

    /// <summary>An event to store. Without a function, reads only.</summary>
    private sealed class Append(Func<Rollout, RolloutEvent?>? decide, bool isCommand, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource<RolloutEvent?> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<Rollout, RolloutEvent?>? Decide => decide;

        public bool IsCommand => isCommand;

        public CancellationToken CancellationToken => cancellationToken;

        public RolloutEvent? Event { get; set; }

        /// <summary>What the store was asked to append. It may have stored one of the lines although it reported an error.</summary>
        public List<string> Lines { get; } = [];

        public Task<RolloutEvent?> Result => _result.Task;

        public void Complete() => _result.TrySetResult(Event);

        public bool Fail(Exception exception) => _result.TrySetException(exception);
    }

    private sealed class Observation(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }
}
