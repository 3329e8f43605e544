using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Faults;
using SpiceDeployments.Client.Testing.Internal.RateLimits;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>The middleware that processes each request, in order, followed by the routes.</summary>
internal static class MiddlewarePipeline
{
    public static RequestDelegate Create(
        SpiceCloudEmulatorOptions options, RouteTable routes, TokenRegistry tokens, RequestLog requests, FaultInjector faults, CancellationToken stopping)
    {
        TimeProvider timeProvider = options.TimeProvider;
        var output = new RequestOutputWriter(options.Output, routes.DescribeSimilarRoutes);
        List<Func<HttpContext, RequestDelegate, Task>> middleware =
        [
            new DateHeaderMiddleware(timeProvider).InvokeAsync,
            new BodyBufferingMiddleware(tokens).InvokeAsync,
            new RequestRecordingMiddleware(requests, output).InvokeAsync,
        ];
        if (options.RateLimit is { } limit)
        {
            middleware.Add(new RateLimitMiddleware(limit, timeProvider).InvokeAsync);
        }

        middleware.Add(new FaultInjectionMiddleware(faults, timeProvider, stopping).InvokeAsync);
        middleware.Add(ApiErrorMiddleware.InvokeAsync);
        middleware.Add(BodyLimitMiddleware.InvokeAsync);

        RequestDelegate pipeline = routes.InvokeAsync;
        foreach (Func<HttpContext, RequestDelegate, Task> invokeAsync in Enumerable.Reverse(middleware))
        {
            RequestDelegate next = pipeline;
            pipeline = context => invokeAsync(context, next);
        }

        return pipeline;
    }
}
