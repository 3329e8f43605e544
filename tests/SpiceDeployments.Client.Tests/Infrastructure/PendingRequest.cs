using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A request that waits for the test to respond.</summary>
internal sealed class PendingRequest(HttpRequestMessage message, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? PathAndQuery => message.RequestUri?.PathAndQuery;

    public Task<HttpResponseMessage> Response => _response.Task;

    /// <summary>Whether the client has canceled the request.</summary>
    public bool IsCanceled => cancellationToken.IsCancellationRequested;

    public void Respond(string json, HttpStatusCode status = HttpStatusCode.OK) => _response.SetResult(
        new HttpResponseMessage(status) { RequestMessage = message, Content = new StringContent(json, Encoding.UTF8, "application/json") });

    /// <summary>Responds with 429.</summary>
    public void RespondWithRateLimit(TimeSpan retryAfter)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = message, Content = new StringContent("{}") };
        response.Headers.RetryAfter = new RetryConditionHeaderValue(retryAfter);
        _response.SetResult(response);
    }

    /// <summary>Responds with a list of one deployment.</summary>
    public void RespondWithList(long id, string status) => Respond(
        $$"""{"deployments":[{"id":{{id}},"status":"{{status}}","created_at":"2026-11-22T12:00:00Z"}]}""");
}
