using System.Threading.Channels;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A primary handler that holds each request until the test responds.</summary>
internal sealed class ManualHandler : HttpMessageHandler
{
    private readonly Channel<PendingRequest> _requests = Channel.CreateUnbounded<PendingRequest>();
    private int _count;

    /// <summary>The number of requests.</summary>
    public int Count => _count;

    /// <summary>Waits for the next request.</summary>
    public ValueTask<PendingRequest> NextAsync() => _requests.Reader.ReadAsync(TestContext.Current.CancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pending = new PendingRequest(request, cancellationToken);
        Interlocked.Increment(ref _count);
        _requests.Writer.TryWrite(pending);
        return await pending.Response.WaitAsync(cancellationToken);
    }
}
