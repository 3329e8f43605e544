using System.Text;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>The newest requests of an emulator, in order of arrival. Their number and their size are bounded.</summary>
internal sealed class RequestLog(TimeProvider timeProvider, int maxRequests)
{
    private const long MaxCharacters = 32 * 1024 * 1024; // 64 MiB

    private readonly object _lock = new();
    private readonly Queue<RequestEntry> _entries = new();
    private int _lastNumber;
    private long _characters;

    public IReadOnlyList<RecordedRequest> GetSnapshot()
    {
        lock (_lock)
        {
            return [.. _entries.Select(entry => entry.Recorded)];
        }
    }

    public RequestEntry Add(HttpRequest request, byte[] body, RequestOutputWriter output)
    {
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        string text = Encoding.UTF8.GetString(body);
        lock (_lock)
        {
            var recorded = new RecordedRequest(
                ++_lastNumber,
                request.Method,
                request.Path.ToUriComponent(),
                request.QueryString.ToUriComponent(),
                headers,
                text,
                timeProvider.GetUtcNow());
            var entry = new RequestEntry(recorded, output);
            _entries.Enqueue(entry);
            _characters += GetSize(recorded);
            while (_entries.Count > maxRequests || (_characters > MaxCharacters && _entries.Count > 1))
            {
                _characters -= GetSize(_entries.Dequeue().Recorded);
            }

            return entry;
        }
    }

    private static long GetSize(RecordedRequest request) =>
        request.Body.Length + request.Path.Length + request.Query.Length + request.Headers.Sum(header => (long)header.Key.Length + header.Value.Length);
}
