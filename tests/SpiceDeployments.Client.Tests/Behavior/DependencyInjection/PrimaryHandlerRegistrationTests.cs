using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.DependencyInjection;

namespace SpiceDeployments.Client.Tests.Behavior.DependencyInjection;

/// <summary>A container has several places to set the primary handler. The most specific one applies, to the API and to the token endpoint.</summary>
public sealed class PrimaryHandlerRegistrationTests : IAsyncDisposable
{
    private static readonly string[] Requested = ["POST https://spice.ai/api/oauth/token", "GET https://api.spice.ai/v1/apps/42/deployments"];
    private static readonly WebProxy Proxy = new("http://proxy.example:8080");

    private readonly ServiceCollection _services = [];
    private ServiceProvider? _provider;

    public ValueTask DisposeAsync() => _provider?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Defaults_ConfigureTheSocketsHttpHandler_AreAppliedToOurs(bool defaultsAreLast)
    {
        Register(defaultsAreLast, http => http.UseSocketsHttpHandler((handler, _) => handler.Proxy = Proxy));

        SocketsHttpHandler primary = GetPrimaryHandler<SocketsHttpHandler>();

        Assert.Same(Proxy, primary.Proxy);
        AssertCompleted(primary);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Defaults_AnotherSocketsHttpHandler_IsUsedAndCompleted(bool defaultsAreLast)
    {
        Register(defaultsAreLast, http => http.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { Proxy = Proxy }));

        SocketsHttpHandler primary = GetPrimaryHandler<SocketsHttpHandler>();

        Assert.Same(Proxy, primary.Proxy);
        AssertCompleted(primary);
    }

    [Fact]
    public void Defaults_SettingsOfTheProgram_AreKept()
    {
        Register(defaultsAreLast: false, http => http.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            KeepAlivePingDelay = TimeSpan.FromMinutes(1),
            PooledConnectionLifetime = TimeSpan.FromHours(1),
        }));

        SocketsHttpHandler primary = GetPrimaryHandler<SocketsHttpHandler>();

        Assert.Equal(
            (DecompressionMethods.GZip, TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20), TimeSpan.FromHours(1)),
            (primary.AutomaticDecompression, primary.ConnectTimeout, primary.KeepAlivePingDelay, primary.KeepAlivePingTimeout, primary.PooledConnectionLifetime));
        Assert.False(primary.AllowAutoRedirect);
    }

    [Fact]
    public void Builder_SettingsOfTheProgram_AreKept()
    {
        _services.AddSpiceDeploymentsClient(options => options.AccessToken = "token")
            .UseSocketsHttpHandler((handler, _) => (handler.KeepAlivePingDelay, handler.AutomaticDecompression) = (Timeout.InfiniteTimeSpan, DecompressionMethods.None));

        SocketsHttpHandler primary = GetPrimaryHandler<SocketsHttpHandler>();

        Assert.Equal((Timeout.InfiniteTimeSpan, DecompressionMethods.None), (primary.KeepAlivePingDelay, primary.AutomaticDecompression));
    }

    [Fact]
    public void Defaults_HttpClientHandler_IsUsedAndCompleted()
    {
        Register(defaultsAreLast: false, http => http.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { Proxy = Proxy }));

        HttpClientHandler primary = GetPrimaryHandler<HttpClientHandler>();

        Assert.Same(Proxy, primary.Proxy);
        Assert.Equal((false, false, DecompressionMethods.All), (primary.AllowAutoRedirect, primary.UseCookies, primary.AutomaticDecompression));
    }

    [Fact]
    public async Task Defaults_Handler_SendsTheRequestsToTheApiAndTheTokenEndpoint()
    {
        var requests = new ConcurrentQueue<string>();
        _services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => new RecordingHandler(requests)));
        _services.AddSpiceDeploymentsClient(UseClientCredentials);

        await ListAsync();

        Assert.Equal(Requested, requests);
    }

    [Fact]
    public async Task Builder_Handler_SendsTheRequestsToTheApiAndTheTokenEndpoint()
    {
        var requests = new ConcurrentQueue<string>();
        _services.AddSpiceDeploymentsClient(UseClientCredentials).ConfigurePrimaryHttpMessageHandler(() => new RecordingHandler(requests));

        await ListAsync();

        Assert.Equal(Requested, requests);
    }

    [Theory]
    [InlineData(true, false, "builder")]
    [InlineData(true, true, "builder")]
    [InlineData(false, false, "options")]
    [InlineData(false, true, "options")]
    public async Task AllPlaces_Set_TheMostSpecificApplies(bool isSetOnTheBuilder, bool defaultsAreLast, string expected)
    {
        var requests = new Dictionary<string, ConcurrentQueue<string>>(StringComparer.Ordinal) { ["defaults"] = new(), ["options"] = new(), ["builder"] = new() };
        IHttpClientBuilder builder = Register(defaultsAreLast, http => http.ConfigurePrimaryHttpMessageHandler(() => new RecordingHandler(requests["defaults"])), options =>
        {
            UseClientCredentials(options);
            options.PrimaryHandler = () => new RecordingHandler(requests["options"]);
        });
        if (isSetOnTheBuilder)
        {
            builder.ConfigurePrimaryHttpMessageHandler(() => new RecordingHandler(requests["builder"]));
        }

        await ListAsync();

        Assert.Equal([expected], requests.Where(place => !place.Value.IsEmpty).Select(place => place.Key));
        Assert.Equal(Requested, requests[expected]);
    }

    [Fact]
    public void OtherHttpClients_Always_AreUnchanged()
    {
        _services.AddSpiceDeploymentsClient(options => options.AccessToken = "token");
        _services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler());

        SocketsHttpHandler primary = GetPrimaryHandler<SocketsHttpHandler>("other");

        Assert.Equal((true, Timeout.InfiniteTimeSpan), (primary.AllowAutoRedirect, primary.ConnectTimeout));
    }

    private static void UseClientCredentials(DeploymentsClientOptions options) => (options.ClientId, options.ClientSecret) = ("ci", "secret-of-ci");

    private static void AssertCompleted(SocketsHttpHandler primary)
    {
        Assert.Equal((false, false, true), (primary.AllowAutoRedirect, primary.UseCookies, primary.EnableMultipleHttp2Connections));
        Assert.Equal(DecompressionMethods.All, primary.AutomaticDecompression);
        Assert.Equal(
            (TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10)), (primary.ConnectTimeout, primary.PooledConnectionLifetime, primary.KeepAlivePingDelay));
    }

    private IHttpClientBuilder Register(bool defaultsAreLast, Action<IHttpClientBuilder> defaults, Action<DeploymentsClientOptions>? configure = null)
    {
        if (!defaultsAreLast)
        {
            _services.ConfigureHttpClientDefaults(defaults);
        }

        IHttpClientBuilder builder = _services.AddSpiceDeploymentsClient(configure ?? (options => options.AccessToken = "token"));
        if (defaultsAreLast)
        {
            _services.ConfigureHttpClientDefaults(defaults);
        }

        return builder;
    }

    private T GetPrimaryHandler<T>(string? clientName = null)
    {
        _provider = _services.BuildServiceProvider(validateScopes: true);
        HttpMessageHandler handler = _provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(clientName ?? ClientName.GetHttpClientName(""));
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        return Assert.IsAssignableFrom<T>(handler);
    }

    private async Task ListAsync()
    {
        _provider = _services.BuildServiceProvider(validateScopes: true);
        Assert.Empty(await _provider.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: TestContext.Current.CancellationToken));
    }

    private sealed class RecordingHandler(ConcurrentQueue<string> requests) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            requests.Enqueue($"{request.Method} {request.RequestUri}");
            string body = request.Method == HttpMethod.Post ? """{"access_token":"issued","expires_in":3600}""" : """{"deployments":[]}""";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }
    }
}
