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

    public void Respond(string json, HttpStatusCode status = HttpStatusCode.OK, TimeSpan? retryAfter = null)
    {
        var response = new HttpResponseMessage(status) { RequestMessage = message, Content = new StringContent(json, Encoding.UTF8, "application/json") };
        response.Headers.RetryAfter = retryAfter is { } delay ? new RetryConditionHeaderValue(delay) : null;
        _response.SetResult(response);
    }

    /// <summary>Responds with 429.</summary>
    public void RespondWithRateLimit(TimeSpan retryAfter) => Respond("{}", HttpStatusCode.TooManyRequests, retryAfter);

    /// <summary>Responds with a list of one deployment.</summary>
    public void RespondWithList(long id, string status, TimeSpan? retryAfter = null) => Respond(
        $$"""{"deployments":[{"id":{{id}},"status":"{{status}}","created_at":"2026-11-22T12:00:00Z"}]}""", retryAfter: retryAfter);
}
