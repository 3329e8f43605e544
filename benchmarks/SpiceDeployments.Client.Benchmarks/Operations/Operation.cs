using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Benchmarks.CannedResponses;
using SpiceDeployments.Client.Benchmarks.HandWritten;

namespace SpiceDeployments.Client.Benchmarks.Operations;

/// <summary>An operation, performed by four clients over the same canned responses.</summary>
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

    /// <summary>Creates all operations, each when it is enumerated.</summary>
    internal static IEnumerable<Operation> CreateAll()
    {
        yield return new ListOf20();
        yield return new ListOf100();
        yield return new Create();
        yield return new Poll();
    }

    /// <summary>Runs an operation on the current thread.</summary>
    /// <exception cref="InvalidOperationException">The operation continues on another thread, where the meters do not see it.</exception>
    internal static void RunSynchronously(Func<Task> operation)
    {
        Task task = operation();
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("The operation did not complete synchronously.");
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>Uses <see cref="HttpClient"/> and a source-generated JSON context only: the baseline.</summary>
    public abstract Task HandWritten();

    /// <summary>Uses the client of this project with all of its features, resolved from a container.</summary>
    public abstract Task SpiceDeployments();

    /// <summary>Uses a client that NSwag generates with its defaults, which include Newtonsoft.Json.</summary>
    public abstract Task NSwag();

    /// <summary>Uses a client that NSwag generates for System.Text.Json.</summary>
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
