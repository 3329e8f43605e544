using System.Text;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>The requests of one emulator, in order of arrival.</summary>
internal sealed class RequestLog(TimeProvider timeProvider)
{
    private readonly List<RecordedRequest> _requests = [];

    public IReadOnlyList<RecordedRequest> Snapshot()
    {
        lock (_requests)
        {
            return [.. _requests];
        }
    }

    public RecordedRequest Arrived(HttpRequest request, byte[] body)
    {
        var headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (_requests)
        {
            var recorded = new RecordedRequest(
                _requests.Count + 1,
                request.Method,
                request.Path.ToUriComponent(),
                request.QueryString.ToUriComponent(),
                headers,
                Encoding.UTF8.GetString(body),
                timeProvider.GetUtcNow());
            _requests.Add(recorded);
            return recorded;
        }
    }

    public RecordedRequest Read(int number)
    {
        lock (_requests)
        {
            return _requests[number - 1];
        }
    }

    public void Update(int number, Func<RecordedRequest, RecordedRequest> change)
    {
        lock (_requests)
        {
            _requests[number - 1] = change(_requests[number - 1]);
        }
    }
}
