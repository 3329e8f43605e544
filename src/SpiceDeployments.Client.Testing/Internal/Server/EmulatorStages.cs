using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Faults;
using SpiceDeployments.Client.Testing.Internal.RateLimits;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Routing;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>The stages that each request passes, in order, with the routes at their end.</summary>
internal static class EmulatorStages
{
    public static RequestDelegate Create(SpiceCloudEmulatorOptions options, RouteTable routes, RequestLog requests, FaultInjector faults, CancellationToken stopping)
    {
        TimeProvider timeProvider = options.TimeProvider;
        var report = new RequestReport(options.Output, routes.DescribeNearest);
        List<Func<HttpContext, RequestDelegate, Task>> stages = [new DateHeader(timeProvider).InvokeAsync, new RequestRecording(requests, report).InvokeAsync];
        if (options.RateLimit is { } limit)
        {
            stages.Add(new RateLimiting(limit, timeProvider).InvokeAsync);
        }

        stages.Add(new FaultInjection(faults, timeProvider, stopping).InvokeAsync);
        stages.Add(ApiErrorAnswers.InvokeAsync);
        stages.Add(BodyLimit.InvokeAsync);
        return Enumerable.Reverse(stages).Aggregate<Func<HttpContext, RequestDelegate, Task>, RequestDelegate>(
            routes.AnswerAsync, (next, stage) => context => stage(context, next));
    }
}
