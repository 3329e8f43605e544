using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A test with an emulator, an app in it and a client of it, all on one fake clock.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected const long AppId = 42;

    private SpiceCloudEmulator? _cloud;
    private EmulatedApp? _app;
    private DeploymentsClient? _client;

    protected TestClock Clock { get; } = new();

    protected FakeLogger<DeploymentsClient> Log { get; } = new();

    protected SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    protected EmulatedApp App => _app ?? throw new InvalidOperationException();

    protected DeploymentsClient Client => _client ?? throw new InvalidOperationException();

    protected static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    /// <summary>When each request of this kind was received, in seconds since the test began.</summary>
    protected IReadOnlyList<double> TimesOf(string method) =>
        [.. Cloud.Requests.Where(request => request.Method == method).Select(request => (request.ReceivedAt - TestClock.Epoch).TotalSeconds)];

    public async ValueTask InitializeAsync()
    {
        var cloudOptions = new SpiceCloudEmulatorOptions { TimeProvider = Clock };
        Configure(cloudOptions);
        _cloud = await SpiceCloudEmulator.StartAsync(cloudOptions, TestEnd);
        _app = _cloud.AddApp(AppId);
        _client = CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await Cloud.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual void Configure(SpiceCloudEmulatorOptions options)
    {
    }

    protected DeploymentsClient CreateClient(Action<DeploymentsClientOptions>? configure = null)
    {
        var options = new DeploymentsClientOptions
        {
            BaseAddress = Cloud.BaseAddress,
            AccessToken = Cloud.AccessToken,
            AttemptTimeout = TestClock.AttemptTimeout,
            TimeProvider = Clock,
            LoggerFactory = new SingleLoggerFactory(Log),
        };
        configure?.Invoke(options);
        return new DeploymentsClient(options);
    }
}
