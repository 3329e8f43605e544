using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SpiceDeployments.Client.ConcurrentWaits;

/// <summary>Simulates the service: holds each request until all concurrent requests have arrived, then responds with the list of an app.</summary>
internal sealed class SimulatedService : HttpMessageHandler
{
    public const int ListLength = 20;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ConcurrentQueue<TaskCompletionSource<HttpResponseMessage>> _held = new();
    private byte[] _list = CreateList("in_progress");
    private int _requests;

    public int Requests => _requests;

    /// <summary>Reports all deployments as succeeded from now on.</summary>
    public void Succeed() => _list = CreateList("succeeded");

    public void RespondToAll()
    {
        while (_held.TryDequeue(out TaskCompletionSource<HttpResponseMessage>? response))
        {
            response.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(_list) { Headers = { ContentType = Json } } });
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        var pending = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _held.Enqueue(pending);
        HttpResponseMessage response = await pending.Task.WaitAsync(cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    private static byte[] CreateList(string status) =>
        Encoding.UTF8.GetBytes($$"""{"deployments":[{{string.Join(',', Enumerable.Range(1, ListLength).Reverse().Select(id => Deployment(id, status)))}}]}""");

    private static string Deployment(int id, string status) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"id":{{id}},"status":"{{status}}","created_at":"2026-11-22T11:{{id:00}}:00.000Z","updated_at":"2026-11-22T11:{{id:00}}:30.000Z",
        "started_at":"2026-11-22T11:{{id:00}}:10.000Z","finished_at":null,"image_tag":"1.2.{{id}}","channel":"stable","replicas":2,"branch":"main",
        "commit_sha":"9f2c4e7d1b3a5f60718293a4b5c6d7e8f9{{id:000000}}","commit_message":"Report totals of open sales orders ({{id}})","error_message":null,
        "error_code":null,"creation_source":"api","created_by":"release-bot@example.com"}
        """);
}
