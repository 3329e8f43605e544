using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Lists deployments for waits. Whoever asks while the same request is under way shares its answer, so there is one at a time.</summary>
internal sealed class SharedLists(DeploymentsApi api)
{
    private readonly object _lock = new();
    private readonly Dictionary<(long AppId, int Limit), SharedList> _underWay = [];

    /// <summary>Lists an app's newest deployments.</summary>
    /// <param name="appId">The app.</param>
    /// <param name="limit">How many.</param>
    /// <param name="call">How much time this caller has. The request waits out no fault for longer than any of its callers has.</param>
    /// <param name="cancellationToken">Lets this caller go. The request is cancelled once the last one has gone.</param>
    public async Task<IReadOnlyList<Deployment>> ListAsync(long appId, int limit, ApiCall call, CancellationToken cancellationToken)
    {
        (long appId, int limit) key = (appId, limit);
        SharedList list = Join(key, call);
        try
        {
            IReadOnlyList<Deployment> answer = await list.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
            call.ServerDate = list.Call.ServerDate;
            return answer;
        }
        finally
        {
            Leave(key, list, call);
        }
    }

    private SharedList Join((long AppId, int Limit) key, ApiCall call)
    {
        SharedList? list;
        bool isUnderWay;
        lock (_lock)
        {
            isUnderWay = _underWay.TryGetValue(key, out list);
            list ??= _underWay[key] = new SharedList();
            list.Add(call);
        }

        if (!isUnderWay)
        {
            _ = RunAsync(key, list);
        }

        return list;
    }

    /// <summary>Belongs to no caller, so that one who gives up takes the answer from nobody. Never throws: what goes wrong is the answer.</summary>
    private async Task RunAsync((long AppId, int Limit) key, SharedList list)
    {
        try
        {
            IReadOnlyList<Deployment> answer = await api.ListAsync(key.AppId, key.Limit, status: null, list.Call, list.Cancellation).ConfigureAwait(false);
            Remove(key, list);
            list.Complete(answer);
        }
        catch (Exception fault)
        {
            Remove(key, list);
            list.Fail(fault);
        }
    }

    private void Leave((long AppId, int Limit) key, SharedList list, ApiCall call)
    {
        lock (_lock)
        {
            if (list.Remove(call) > 0)
            {
                return;
            }

            Remove(key, list);
        }

        list.Dispose();
    }

    /// <summary>From now on, whoever asks gets an answer to a request that starts then: no answer is kept.</summary>
    private void Remove((long AppId, int Limit) key, SharedList list)
    {
        lock (_lock)
        {
            if (_underWay.GetValueOrDefault(key) == list)
            {
                _underWay.Remove(key);
            }
        }
    }
}
