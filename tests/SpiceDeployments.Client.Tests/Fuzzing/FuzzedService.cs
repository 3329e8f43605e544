namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>A primary handler that returns a fuzzed response, and counts the bodies.</summary>
internal sealed class FuzzedService(TimeProvider timeProvider) : HttpMessageHandler
{
    public FuzzedResponse? Response { get; set; }

    public int SentResponses { get; private set; }

    public long SentBytes { get; private set; }

    public void StartCounting() => (SentResponses, SentBytes) = (0, 0);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        FuzzedResponse fuzzed = Response ?? throw new InvalidOperationException();
        HttpResponseMessage response = fuzzed.Create(request, timeProvider.GetUtcNow());
        SentResponses++;
        SentBytes += response.Content.Headers.ContentLength ?? 0;
        return Task.FromResult(response);
    }
}
