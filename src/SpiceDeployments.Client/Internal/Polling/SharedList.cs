using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>A request for a list of deployments, and the callers who wait for its answer.</summary>
internal sealed class SharedList : IDisposable
{
    private readonly List<ApiCall> _callers = [];
    private readonly CancellationTokenSource _cancellation = new();

    // Asynchronously, so that a caller who is slow to take the answer delays no other.
    private readonly TaskCompletionSource<IReadOnlyList<Deployment>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SharedList() => Call = new ApiCall { TimeLeft = ShortestTimeLeft };

    /// <summary>The request as the handlers see it.</summary>
    public ApiCall Call { get; }

    /// <summary>Cancelled when the request is given up.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    public Task<IReadOnlyList<Deployment>> Answer => _answer.Task;

    public void Add(ApiCall caller)
    {
        lock (_callers)
        {
            _callers.Add(caller);
        }
    }

    /// <returns>How many callers are left.</returns>
    public int Remove(ApiCall caller)
    {
        lock (_callers)
        {
            _callers.Remove(caller);
            return _callers.Count;
        }
    }

    public void Complete(IReadOnlyList<Deployment> answer) => _answer.SetResult(answer);

    public void Fail(Exception fault)
    {
        _answer.SetException(fault);
        _ = _answer.Task.Exception; // Where every caller has gone, nobody else observes it.
    }

    /// <summary>Gives the request up, if it is still under way.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    /// <summary>A fault is not waited out for longer than any caller has: each then goes by its own schedule and its own deadline.</summary>
    private TimeSpan ShortestTimeLeft()
    {
        lock (_callers)
        {
            return _callers.Count is 0 ? TimeSpan.Zero : _callers.Min(caller => caller.TimeLeft?.Invoke() ?? TimeSpan.MaxValue);
        }
    }
}
