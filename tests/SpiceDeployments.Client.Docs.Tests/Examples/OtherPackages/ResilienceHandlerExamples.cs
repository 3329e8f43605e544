using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Fallback;

namespace DocsExamples;

internal static class ResilienceHandlerExamples
{
    public static void AddCircuitBreaker(HostApplicationBuilder builder, string token)
    {
        builder.Services.AddSpiceDeploymentsClient(options => options.AccessToken = token)
            .AddResilienceHandler("circuit-breaker", pipeline => pipeline
                .AddFallback(new FallbackStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is BrokenCircuitException),
                    FallbackAction = _ => Outcome.FromResultAsValueTask(new HttpResponseMessage(HttpStatusCode.TooManyRequests)),
                })
                .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = 10,
                    BreakDuration = TimeSpan.FromSeconds(15),
                }));
    }
}
