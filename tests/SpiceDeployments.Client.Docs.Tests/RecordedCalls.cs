namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>A handler that records for each request whether it had a token.</summary>
internal sealed class RecordedCalls : DelegatingHandler
{
    public List<bool> HadToken { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HadToken.Add(request.Headers.Authorization is not null);
        return base.SendAsync(request, cancellationToken);
    }
}
