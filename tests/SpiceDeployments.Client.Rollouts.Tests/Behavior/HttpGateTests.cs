using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class HttpGateTests : RolloutTest
{
    private readonly List<HttpRequestMessage> _requests = [];

    [Fact]
    public async Task HttpGate_AppsRespond_ProceedsWithTheKeyOfEachApp()
    {
        Rollout done = await RunAsync(_ => HttpStatusCode.OK, options => options.GetAddress = app => new Uri($"https://{app.Name}.example/v1/ready"));

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.Equal(["https://app-1.example/v1/ready", "https://app-2.example/v1/ready"], _requests.Select(request => request.RequestUri!.AbsoluteUri).Order(StringComparer.Ordinal));
        Assert.Equal(["key of 1", "key of 2"], _requests.SelectMany(request => request.Headers.GetValues("X-API-Key")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task HttpGate_NotReadyAtFirst_WaitsAndProceeds()
    {
        Rollout done = await RunAsync(
            request => _requests.Count(earlier => earlier.RequestUri == request.RequestUri) <= 2 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK,
            options => options.GetAddress = app => new Uri($"https://{app.Name}.example/"));

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.True(_requests.Count > 2);
    }

    [Fact]
    public async Task HttpGate_NeverReady_StopsAfterItsTimeoutAndNamesTheApp()
    {
        Rollout done = await RunAsync(
            request => request.RequestUri!.Host is "app-2.example" ? HttpStatusCode.InternalServerError : HttpStatusCode.OK,
            options => options.GetAddress = app => new Uri($"https://{app.Name}.example/"));

        Assert.Equal(RolloutStatus.Failed, done.Status);
        Assert.Equal("Gate 'ready' stopped the rollout after wave 1: not ready after 00:05:00. app-2: https://app-2.example/ responded with 500", done.Message);
    }

    [Fact]
    public async Task HttpGate_Redirect_IsNoSuccess()
    {
        Rollout done = await RunAsync(_ => HttpStatusCode.Found, options => options.GetAddress = app => new Uri($"https://{app.Name}.example/"));

        Assert.Equal(RolloutStatus.Failed, done.Status);
    }

    [Fact]
    public async Task HttpGate_NoEndpoint_StopsWithTheReason()
    {
        Rollout done = await RunAsync(_ => HttpStatusCode.OK, configure: null);

        Assert.Contains("endpoint", done.Message ?? string.Join(' ', _requests.Select(request => request.RequestUri)), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<Rollout> RunAsync(Func<HttpRequestMessage, HttpStatusCode> respond, Action<HttpRolloutGateOptions>? configure)
    {
        IServiceCollection services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddSingleton<IRolloutStore>(Store).AddSpiceRollouts(_ => { });
        services.AddSpiceDeploymentsClient(options =>
        {
            options.BaseAddress = Cloud.BaseAddress;
            options.AccessToken = Cloud.AccessToken;
        });
        services.AddHttpRolloutGate("ready", options =>
            {
                options.ConfigureRequest = (request, app) => request.Headers.Add("X-API-Key", $"key of {app.Id}");
                configure?.Invoke(options);
            })
            .AddHttpMessageHandler(() => new RecordingHandler(_requests, respond));
        await using ServiceProvider provider = services.BuildServiceProvider();
        IRolloutClient client = provider.GetRequiredService<IRolloutClient>();
        await client.StartAsync(Id, new RolloutRequest { Targets = AddApps(2), Gate = "ready" }, CancellationToken);
        return await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
    }

    private sealed class RecordingHandler(List<HttpRequestMessage> requests, Func<HttpRequestMessage, HttpStatusCode> respond) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (requests)
            {
                requests.Add(request);
                return Task.FromResult(new HttpResponseMessage(respond(request)) { RequestMessage = request });
            }
        }
    }
}
