using System.Threading.Channels;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Runs targets, a limited number of them at the same time. The limit decreases while the account is full, and increases with each target that completes.</summary>
internal sealed class TargetScheduler(int maxConcurrency, TimeProvider timeProvider)
{
    /// <summary>The longest delay of all apps, whatever the service asks for.</summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    private readonly int _maxConcurrency = maxConcurrency;
    private readonly TimeProvider _timeProvider = timeProvider;
    private int _limit = maxConcurrency;
    private Run? _run;

    /// <summary>Checks again whether targets may start.</summary>
    public void Wake() => _run?.Post(static () => { });

    /// <summary>Runs targets until all have completed, or none may start any more.</summary>
    /// <param name="inFlight">The targets that have started before, in another process. They continue first, whatever the limit.</param>
    /// <param name="pending">The other targets, in order.</param>
    /// <param name="canStart">Whether pending targets may start. If not, those that run are completed.</param>
    /// <param name="runTarget">Runs a target, and returns when to try it again, or <c>null</c> if it has completed.</param>
    /// <param name="cancellationToken">Cancels the targets. The method returns when all of them have.</param>
    public async Task RunAsync(
        IEnumerable<int> inFlight,
        IEnumerable<int> pending,
        Func<bool> canStart,
        Func<int, CancellationToken, Task<NextAttempt?>> runTarget,
        CancellationToken cancellationToken)
    {
        using var run = new Run(this, pending, runTarget, cancellationToken);
        _run = run;
        await run.ExecuteAsync(inFlight, canStart).ConfigureAwait(false);
        _run = null;
    }

    /// <summary>One run. Only its loop changes its fields: everything else posts an action to the loop.</summary>
    private sealed class Run : IDisposable
    {
        private readonly TargetScheduler _scheduler;
        private readonly Func<int, CancellationToken, Task<NextAttempt?>> _runTarget;
        private readonly Queue<int> _pending;
        private readonly Channel<Action> _actions = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
        private readonly CancellationTokenSource _cancellation;
        private readonly CancellationTokenRegistration _registration;
        private int _running;
        private int _delayed;
        private int _pauses;
        private Exception? _failure;

        public Run(TargetScheduler scheduler, IEnumerable<int> pending, Func<int, CancellationToken, Task<NextAttempt?>> runTarget, CancellationToken cancellationToken)
        {
            _scheduler = scheduler;
            _runTarget = runTarget;
            _pending = new Queue<int>(pending);
            _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _registration = _cancellation.Token.Register(() => Post(static () => { }));
        }

        public void Post(Action action) => _actions.Writer.TryWrite(action);

        /// <exception cref="OperationCanceledException">The run was canceled.</exception>
        public async Task ExecuteAsync(IEnumerable<int> inFlight, Func<bool> canStart)
        {
            foreach (int index in inFlight)
            {
                Start(index);
            }

            while (true)
            {
                while (_running < _scheduler._limit && _pauses is 0 && _pending.Count > 0 && !_cancellation.IsCancellationRequested && canStart())
                {
                    Start(_pending.Dequeue());
                }

                if (_running is 0 && (_pending.Count + _delayed is 0 || _cancellation.IsCancellationRequested || !canStart()))
                {
                    break;
                }

                Action action = await _actions.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                action();
            }

            if (_failure is not null)
            {
                throw _failure;
            }

            _cancellation.Token.ThrowIfCancellationRequested();
        }

        public void Dispose()
        {
            _cancellation.Cancel(); // The delays of targets that will not be tried again.
            _registration.Dispose();
            _cancellation.Dispose();
        }

        private void Start(int index)
        {
            _running++;
            _ = RunTargetAsync(index);
        }

        private async Task RunTargetAsync(int index)
        {
            try
            {
                NextAttempt? next = await _runTarget(index, _cancellation.Token).ConfigureAwait(false);
                Post(() => Complete(index, next));
            }
            catch (Exception exception)
            {
                Post(() => Fail(exception));
            }
        }

        private void Complete(int index, NextAttempt? next)
        {
            int running = _running--;
            switch (next)
            {
                case null:
                    _scheduler._limit = Math.Min(_scheduler._maxConcurrency, _scheduler._limit + 1);
                    break;
                case { Cause: NextAttemptCause.NotPermitted }:
                    _pending.Enqueue(index);
                    break;
                case { Cause: NextAttemptCause.Conflict }:
                    _delayed++;
                    _ = DelayAsync(next.Delay, () => Requeue(index));
                    break;
                default:
                    _scheduler._limit = next.Cause is NextAttemptCause.AccountFull ? Math.Max(1, running / 2) : _scheduler._limit;
                    _pending.Enqueue(index);
                    _pauses++;
                    _ = DelayAsync(next.Delay < MaxPause ? next.Delay : MaxPause, () => _pauses--);
                    break;
            }
        }

        private void Requeue(int index)
        {
            _delayed--;
            _pending.Enqueue(index);
        }

        /// <summary>The other targets cannot continue either: the journal is not available to this process any more.</summary>
        private void Fail(Exception exception)
        {
            _running--;
            _failure ??= exception;
            _cancellation.Cancel();
        }

        private async Task DelayAsync(TimeSpan delay, Action action)
        {
            await Task.Delay(delay, _scheduler._timeProvider, _cancellation.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Post(action);
        }
    }
}
