using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Handlers
{
    public static void WithARateLimiter(HostApplicationBuilder builder, string token)
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

    public static void WithAProxy(HostApplicationBuilder builder, string token)
    {
        builder.Services.AddSpiceDeploymentsClient(options => options.AccessToken = token)
            .UseSocketsHttpHandler((handler, _) => handler.Proxy = new WebProxy("http://proxy.example:8080"));
    }

    public static void WithATokenSource(HostApplicationBuilder builder)
    {
        builder.Services.AddSpiceDeploymentsClient(options => options.ApplicationName = "release-bot/2.1");
        builder.Services.AddSingleton(new TokenFile("/run/secrets/spice-token"));
        builder.Services.AddOptions<DeploymentsClientOptions>()
            .Configure<TokenFile>((options, tokens) => options.AccessTokenProvider = tokens);
    }
}
