namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Runs one rollout of an organization at a time, in the order of their arrival, because the limit of active deployments is that of the account.</summary>
internal sealed class OrganizationQueue
{
    private readonly object _lock = new();
    private readonly List<Turn> _turns = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Queues a rollout, until the result is disposed.</summary>
    public Turn Enter(RolloutRequest request)
    {
        var turn = new Turn(this, [.. request.Targets.Select(target => target.Organization ?? "")]);
        lock (_lock)
        {
            _turns.Add(turn);
        }

        return turn;
    }

    private bool HasCome(Turn turn)
    {
        lock (_lock)
        {
            return _turns.TakeWhile(earlier => earlier != turn).All(earlier => !earlier.Organizations.Overlaps(turn.Organizations));
        }
    }

    private void Leave(Turn turn)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _turns.Remove(turn);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <summary>The place of a rollout in the queue.</summary>
    public sealed class Turn(OrganizationQueue queue, HashSet<string> organizations) : IDisposable
    {
        public HashSet<string> Organizations => organizations;

        /// <summary>Whether no earlier rollout of one of the organizations is in progress.</summary>
        public bool HasCome => queue.HasCome(this);

        /// <summary>Completes when a rollout leaves the queue.</summary>
        public Task Changed
        {
            get
            {
                lock (queue._lock)
                {
                    return queue._changed.Task;
                }
            }
        }

        public void Dispose() => queue.Leave(this);
    }
}
