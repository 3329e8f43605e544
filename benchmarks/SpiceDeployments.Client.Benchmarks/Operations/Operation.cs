using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Benchmarks.Canned;
using SpiceDeployments.Client.Benchmarks.HandWritten;

namespace SpiceDeployments.Client.Benchmarks.Operations;

/// <summary>One operation, done in four ways over the same canned answers.</summary>
[MemoryDiagnoser]
[MinColumn]
public abstract class Operation : IDisposable
{
    private protected const long AppId = 42;

    private const string AccessToken = "spice-pat-0123456789abcdef0123456789abcdef";

    private readonly CannedService _service = new();
    private readonly HttpClient _httpClient;
    private readonly ServiceProvider _container;

    protected Operation()
    {
        _httpClient = new HttpClient(_service, disposeHandler: false) { BaseAddress = new Uri("https://api.spice.ai") };
        _httpClient.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        HandWrittenClient = new HandWrittenClient(_httpClient);
        NSwagClient = new NSwag.NSwagClient(_httpClient);
        NSwagSystemTextJsonClient = new NSwagSystemTextJson.NSwagClient(_httpClient);

        var services = new ServiceCollection();
        services.AddSpiceDeploymentsClient(options => options.AccessToken = AccessToken).ConfigurePrimaryHttpMessageHandler(() => _service);
        _container = services.BuildServiceProvider();
        DeploymentsClient = _container.GetRequiredService<IDeploymentsClient>();
    }

    private protected HandWrittenClient HandWrittenClient { get; }

    private protected IDeploymentsClient DeploymentsClient { get; }

    private protected NSwag.NSwagClient NSwagClient { get; }

    private protected NSwagSystemTextJson.NSwagClient NSwagSystemTextJsonClient { get; }

    /// <summary>The limit: nothing but <see cref="HttpClient"/> and a generated JSON context.</summary>
    public abstract Task HandWritten();

    /// <summary>This project's client, as a container gives it, with all that it does.</summary>
    public abstract Task SpiceDeployments();

    /// <summary>A client that NSwag generates with its own defaults, which means Newtonsoft.Json.</summary>
    public abstract Task NSwag();

    /// <summary>A client that NSwag generates when it is told to use System.Text.Json.</summary>
    public abstract Task NSwagSystemTextJson();

    [GlobalCleanup]
    public void Dispose()
    {
        _container.Dispose();
        _httpClient.Dispose();
        _service.Dispose();
        GC.SuppressFinalize(this);
    }
}
