namespace SpiceDeployments.Client.Tests.Bodies;

/// <summary>The service in place of a network: gives the answer of the moment, and counts what it sends.</summary>
internal sealed class MutatingService(TimeProvider timeProvider) : HttpMessageHandler
{
    public MutatedAnswer? Answer { get; set; }

    public int SentAnswers { get; private set; }

    public long SentBytes { get; private set; }

    public void StartCounting() => (SentAnswers, SentBytes) = (0, 0);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        MutatedAnswer answer = Answer ?? throw new InvalidOperationException();
        HttpResponseMessage response = answer.To(request, timeProvider.GetUtcNow());
        SentAnswers++;
        SentBytes += response.Content.Headers.ContentLength ?? 0;
        return Task.FromResult(response);
    }
}
