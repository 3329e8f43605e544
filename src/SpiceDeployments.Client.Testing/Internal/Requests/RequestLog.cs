using System.Text;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>The recorded requests of an emulator, in order of arrival.</summary>
internal sealed class RequestLog(TimeProvider timeProvider)
{
    private readonly object _lock = new();
    private readonly List<RecordedRequest> _requests = [];

    public IReadOnlyList<RecordedRequest> GetSnapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public RecordedRequest Add(HttpRequest request, byte[] body)
    {
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (_lock)
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

    public RecordedRequest Get(int number)
    {
        lock (_lock)
        {
            return _requests[number - 1];
        }
    }

    public void Update(int number, Func<RecordedRequest, RecordedRequest> change)
    {
        lock (_lock)
        {
            _requests[number - 1] = change(_requests[number - 1]);
        }
    }
}
