using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Coalesces list requests of waits: callers that request the same list while a request is in flight share its response.</summary>
internal sealed class ListRequestCoalescer(DeploymentsApi api)
{
    private readonly object _lock = new();
    private readonly Dictionary<(long AppId, int Limit), InFlightList> _inFlight = [];

    /// <summary>Lists an app's newest deployments.</summary>
    /// <param name="appId">The id of the app.</param>
    /// <param name="limit">The maximum number of deployments.</param>
    /// <param name="remainingTime">How much time this caller has left. The request is not retried for longer than any of its callers has.</param>
    /// <param name="cancellationToken">Cancels the wait of this caller. The request is canceled when its last caller cancels.</param>
    public async Task<ApiResponse<IReadOnlyList<Deployment>>> ListAsync(long appId, int limit, Func<TimeSpan> remainingTime, CancellationToken cancellationToken)
    {
        (long AppId, int Limit) key = (appId, limit);
        InFlightList list = Join(key, remainingTime);
        try
        {
            return await list.Response.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SpiceApiException shared)
        {
            throw shared.With(shared.Message); // Each caller throws an exception of its own.
        }
        finally
        {
            Leave(key, list, remainingTime);
        }
    }

    private InFlightList Join((long AppId, int Limit) key, Func<TimeSpan> remainingTime)
    {
        InFlightList? list;
        bool isInFlight;
        lock (_lock)
        {
            isInFlight = _inFlight.TryGetValue(key, out list);
            list ??= _inFlight[key] = new InFlightList();
            list.Callers.Add(remainingTime);
        }

        if (!isInFlight)
        {
            _ = RunAsync(key, list);
        }

        return list;
    }

    /// <summary>Runs independently of any caller's cancellation token. Exceptions are delivered through <see cref="InFlightList.Response"/>.</summary>
    private async Task RunAsync((long AppId, int Limit) key, InFlightList list)
    {
        try
        {
            ApiResponse<IReadOnlyList<Deployment>> response = await api.ListAsync(
                key.AppId, key.Limit, status: null, () => GetShortestRemainingTime(list), list.CancellationToken).ConfigureAwait(false);
            Remove(key, list);
            list.Complete(response);
        }
        catch (Exception exception)
        {
            Remove(key, list);
            list.Fail(exception);
        }
    }

    private void Leave((long AppId, int Limit) key, InFlightList list, Func<TimeSpan> remainingTime)
    {
        lock (_lock)
        {
            list.Callers.Remove(remainingTime);
            if (list.Callers.Count > 0)
            {
                return;
            }

            Remove(key, list);
        }

        list.Dispose();
    }

    /// <summary>A later caller starts a request of its own: no response is kept.</summary>
    private void Remove((long AppId, int Limit) key, InFlightList list)
    {
        lock (_lock)
        {
            if (_inFlight.GetValueOrDefault(key) == list)
            {
                _inFlight.Remove(key);
            }
        }
    }

    /// <summary>A request is not retried for longer than any caller has, because each caller has its own schedule and deadline.</summary>
    private TimeSpan GetShortestRemainingTime(InFlightList list)
    {
        lock (_lock)
        {
            return list.Callers.Count is 0 ? TimeSpan.Zero : list.Callers.Min(remainingTime => remainingTime());
        }
    }

    /// <summary>A list request in flight, and its callers, which <see cref="_lock"/> guards.</summary>
    private sealed class InFlightList : IDisposable
    {
        private readonly CancellationTokenSource _cancellation = new();

        // Continuations run asynchronously, so that a slow caller does not delay the others.
        private readonly TaskCompletionSource<ApiResponse<IReadOnlyList<Deployment>>> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The remaining time of each caller.</summary>
        public List<Func<TimeSpan>> Callers { get; } = [];

        /// <summary>Canceled when the last caller cancels.</summary>
        public CancellationToken CancellationToken => _cancellation.Token;

        public Task<ApiResponse<IReadOnlyList<Deployment>>> Response => _response.Task;

        public void Complete(ApiResponse<IReadOnlyList<Deployment>> response) => _response.SetResult(response);

        public void Fail(Exception exception)
        {
            _response.SetException(exception);
            _ = _response.Task.Exception; // If every caller has canceled, nothing else observes the exception.
        }

        public void Dispose()
        {
            _cancellation.Cancel();
            _cancellation.Dispose();
        }
    }
}
