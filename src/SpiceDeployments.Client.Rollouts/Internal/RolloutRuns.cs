namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The rollouts that run in this process.</summary>
internal sealed class RolloutRuns(RolloutContext context)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);

    /// <summary>The exceptions that ended runs: at most one for each rollout that this process has claimed, until the rollout runs again.</summary>
    private readonly Dictionary<string, Exception> _failures = new(StringComparer.Ordinal);
    private readonly OrganizationQueue _organizations = new();

    /// <summary>Returns the run of a rollout, or <c>null</c> if it does not run.</summary>
    public Run? Find(string rolloutId)
    {
        lock (_lock)
        {
            return _runs.GetValueOrDefault(rolloutId);
        }
    }

    /// <summary>Returns the exception that ended the last run of a rollout, or <c>null</c> if there was none or the rollout runs again.</summary>
    public Exception? FindFailure(string rolloutId)
    {
        lock (_lock)
        {
            return _failures.GetValueOrDefault(rolloutId);
        }
    }

    /// <summary>Runs a rollout, unless it runs or has completed. Stores first that this process does, so that an earlier one cannot store anything any more.</summary>
    /// <exception cref="RolloutStoreConflictException">Another process runs the rollout.</exception>
    public Task StartAsync(RolloutJournal journal, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (journal.State.IsCompleted || context.Stopping.IsCancellationRequested)
            {
                return Task.CompletedTask;
            }

            if (!_runs.TryGetValue(journal.State.Id, out Run? run))
            {
                run = new Run(journal);
                _runs.Add(journal.State.Id, run);
                _failures.Remove(journal.State.Id);
                _ = RunAsync(run);
            }

            return run.Claimed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits until all runs have ended, which the program has canceled.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_runs.Values.Select(run => run.Completion));
        }
    }

    private async Task RunAsync(Run run)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // Leaves the lock.
        try
        {
            await run.Journal.TryAppendAsync(_ => new RolloutEvent { Kind = RolloutEventKind.Claimed }, context.Stopping).ConfigureAwait(false);
            run.OnClaimed();
            do
            {
                await new RolloutRunner(run.Journal, context, _organizations).RunAsync(context.Stopping).ConfigureAwait(false);
            }
            while (!TryRemove(run)); // A caller may have retried the rollout, or rolled it back, as soon as it had completed.

            run.OnEnded(exception: null);
        }
        catch (Exception exception)
        {
            Remove(run, exception);
            RolloutTelemetry.LogRunFailed(context, run.Journal.State.Id, exception);
            run.OnEnded(exception);
        }
    }

    private bool TryRemove(Run run)
    {
        lock (_lock)
        {
            return run.Journal.State.IsCompleted && _runs.Remove(run.Journal.State.Id);
        }
    }

    private void Remove(Run run, Exception failure)
    {
        lock (_lock)
        {
            _runs.Remove(run.Journal.State.Id);
            if (run.Claimed.IsCompletedSuccessfully)
            {
                _failures[run.Journal.State.Id] = failure; // For a caller that begins to wait only now.
            }
        }
    }

    /// <summary>The run of a rollout.</summary>
    public sealed class Run(RolloutJournal journal)
    {
        private readonly TaskCompletionSource _claimed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<Exception?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public RolloutJournal Journal => journal;

        /// <summary>Completes when the journal contains that this process runs the rollout.</summary>
        public Task Claimed => _claimed.Task;

        /// <summary>Completes when the run has ended: with <c>null</c> if the rollout has completed, otherwise with the exception that ended the run.</summary>
        public Task<Exception?> Completion => _completion.Task;

        public void OnClaimed() => _claimed.SetResult();

        public void OnEnded(Exception? exception)
        {
            _completion.SetResult(exception);
            if (exception is not null && _claimed.TrySetException(exception))
            {
                _ = _claimed.Task.Exception; // Observed, whether or not a caller waits.
            }
        }
    }
}
