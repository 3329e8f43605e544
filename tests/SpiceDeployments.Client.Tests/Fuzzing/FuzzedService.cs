namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>The service in place of a network: gives the answer of the moment, and counts what it sends.</summary>
internal sealed class FuzzedService(TimeProvider timeProvider) : HttpMessageHandler
{
    public FuzzedResponse? Answer { get; set; }

    public int SentAnswers { get; private set; }

    public long SentBytes { get; private set; }

    public void StartCounting() => (SentAnswers, SentBytes) = (0, 0);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        FuzzedResponse answer = Answer ?? throw new InvalidOperationException();
        HttpResponseMessage response = answer.To(request, timeProvider.GetUtcNow());
        SentAnswers++;
        SentBytes += response.Content.Headers.ContentLength ?? 0;
        return Task.FromResult(response);
    }
}
