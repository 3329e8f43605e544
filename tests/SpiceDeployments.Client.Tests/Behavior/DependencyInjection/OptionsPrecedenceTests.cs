using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.DependencyInjection;

/// <summary>The clock and the logging of the options take precedence over those of the container.</summary>
public sealed class OptionsPrecedenceTests
{
    private readonly AutoAdvancingTimeProvider _clockOfContainer = new();
    private readonly AutoAdvancingTimeProvider _clockOfOptions = new();
    private readonly FakeLogCollector _logOfContainer = new();
    private readonly FakeLogger _logOfOptions = new();

    private int _requests;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddSpiceDeploymentsClient_NoTimeProvider_UsesTheContainers()
    {
        await using ServiceProvider services = Register(_ => { });

        await services.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken);

        Assert.Single(_clockOfContainer.Delays);
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_TimeProvider_TakesPrecedence()
    {
        await using ServiceProvider services = Register(options => options.TimeProvider = _clockOfOptions);

        await services.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken);

        Assert.Single(_clockOfOptions.Delays);
        Assert.Empty(_clockOfContainer.Delays);
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_NoLoggerFactory_UsesTheContainers()
    {
        await using ServiceProvider services = Register(_ => { });

        await services.GetRequiredService<IDeploymentsClient>().CreateAsync(42, cancellationToken: CancellationToken);

        Assert.Contains(_logOfContainer.GetSnapshot(), record => record.Id.Name is "DeploymentCreated");
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_LoggerFactory_TakesPrecedence()
    {
        await using ServiceProvider services = Register(options => options.LoggerFactory = new SingleLoggerFactory(_logOfOptions));

        await services.GetRequiredService<IDeploymentsClient>().CreateAsync(42, cancellationToken: CancellationToken);

        Assert.Contains(_logOfOptions.Collector.GetSnapshot(), record => record.Id.Name is "DeploymentCreated");
        Assert.DoesNotContain(_logOfContainer.GetSnapshot(), record => record.Id.Name is "DeploymentCreated");
    }

    private ServiceProvider Register(Action<DeploymentsClientOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clockOfContainer);
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_logOfContainer)));
        services.AddSpiceDeploymentsClient(options =>
        {
            options.AccessToken = "token";
            options.PrimaryHandler = () => new StubHandler(request => Task.FromResult(Respond(request)));
            configure(options);
        });
        return services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>Fails the first GET, so that the client retries it after a delay.</summary>
    private HttpResponseMessage Respond(HttpRequestMessage request)
    {
        string body = request.Method == HttpMethod.Post ? """{"id":1,"status":"queued"}""" : """{"deployments":[]}""";
        HttpStatusCode status = request.Method == HttpMethod.Get && _requests++ is 0 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
        return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
