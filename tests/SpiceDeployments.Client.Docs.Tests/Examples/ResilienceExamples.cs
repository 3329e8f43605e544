using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client;

namespace DocsExamples;

internal static class ResilienceExamples
{
    public static void AddRateLimiter(HostApplicationBuilder builder, string token)
    {
        builder.Services.AddSingleton<RateLimiter>(_ => new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 100,
            TokensPerPeriod = 5,
            ReplenishmentPeriod = TimeSpan.FromSeconds(2),
            QueueLimit = 1_000,
        }));
        builder.Services.AddTransient<RateLimitingHandler>();
        builder.Services.AddSpiceDeploymentsClient(options => options.AccessToken = token)
            .AddHttpMessageHandler<RateLimitingHandler>();
    }

    public static DeploymentsClientOptions CreateOptionsWithProxy(string token)
    {
        var options = new DeploymentsClientOptions
        {
            AccessToken = token,
            PrimaryHandler = () => new SocketsHttpHandler { Proxy = new WebProxy("http://proxy.example:8080") },
        };
        return options;
    }

    public static void AddProxy(HostApplicationBuilder builder, string token)
    {
        builder.Services.AddSpiceDeploymentsClient(options => options.AccessToken = token)
            .UseSocketsHttpHandler((handler, _) => handler.Proxy = new WebProxy("http://proxy.example:8080"));
    }
}
