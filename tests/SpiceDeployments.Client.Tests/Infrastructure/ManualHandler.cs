using System.Threading.Channels;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Stands for the network: holds each request until the test answers it.</summary>
internal sealed class ManualHandler : HttpMessageHandler
{
    private readonly Channel<PendingRequest> _requests = Channel.CreateUnbounded<PendingRequest>();
    private int _count;

    /// <summary>How many requests have been sent.</summary>
    public int Count => _count;

    /// <summary>The next request, as soon as it is sent.</summary>
    public ValueTask<PendingRequest> NextAsync() => _requests.Reader.ReadAsync(TestContext.Current.CancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var held = new PendingRequest(request, cancellationToken);
        Interlocked.Increment(ref _count);
        _requests.Writer.TryWrite(held);
        return await held.Answered.WaitAsync(cancellationToken);
    }
}
