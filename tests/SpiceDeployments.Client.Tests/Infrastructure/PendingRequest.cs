using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A request that has been sent and not been answered.</summary>
internal sealed class PendingRequest(HttpRequestMessage message, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? PathAndQuery => message.RequestUri?.PathAndQuery;

    public Task<HttpResponseMessage> Answered => _answer.Task;

    /// <summary>Whether the client has given it up.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    public void Answer(string json, HttpStatusCode status = HttpStatusCode.OK) => _answer.SetResult(
        new HttpResponseMessage(status) { RequestMessage = message, Content = new StringContent(json, Encoding.UTF8, "application/json") });

    /// <summary>Answers with 429.</summary>
    public void AnswerBusy(TimeSpan retryAfter)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = message, Content = new StringContent("{}") };
        response.Headers.RetryAfter = new RetryConditionHeaderValue(retryAfter);
        _answer.SetResult(response);
    }

    /// <summary>Answers with a list that holds one deployment.</summary>
    public void AnswerList(long id, string status) => Answer(
        $$"""{"deployments":[{"id":{{id}},"status":"{{status}}","created_at":"2026-11-22T12:00:00Z"}]}""");
}
