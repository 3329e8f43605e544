using System.Net;
using System.Threading.RateLimiting;

namespace DocsExamples;

internal sealed class RateLimitingHandler(RateLimiter limiter) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using RateLimitLease lease = await limiter.AcquireAsync(permitCount: 1, cancellationToken);
        return lease.IsAcquired
            ? await base.SendAsync(request, cancellationToken)
            : new HttpResponseMessage(HttpStatusCode.TooManyRequests);
    }
}
