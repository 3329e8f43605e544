using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A test of a client against an emulator with one app. The client and the emulator share a clock that the test advances.</summary>
public abstract class EmulatorTest : ClientTest, IAsyncLifetime
{
    protected const long AppId = 42;

    private SpiceCloudEmulator? _cloud;
    private EmulatedApp? _app;

    protected SteppingTimeProvider Clock { get; } = new();

    protected FakeLogger<DeploymentsClient> Log { get; } = new();

    protected SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    protected EmulatedApp App => _app ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        var cloudOptions = new SpiceCloudEmulatorOptions { TimeProvider = Clock };
        Configure(cloudOptions);
        _cloud = await SpiceCloudEmulator.StartAsync(cloudOptions, CancellationToken);
        _app = _cloud.AddApp(AppId);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Cloud.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the options of the emulator.</summary>
    protected virtual void Configure(SpiceCloudEmulatorOptions options)
    {
    }

    protected override DeploymentsClientOptions CreateOptions() => new()
    {
        BaseAddress = Cloud.BaseAddress,
        AccessToken = Cloud.AccessToken,
        AttemptTimeout = SteppingTimeProvider.AttemptTimeout,
        TimeProvider = Clock,
        LoggerFactory = new SingleLoggerFactory(Log),
    };

    /// <summary>Returns when each request with a method was received, in seconds since the start of the test.</summary>
    protected IReadOnlyList<double> GetRequestTimes(string method) =>
        [.. Cloud.Requests.Where(request => request.Method == method).Select(request => (request.ReceivedAt - SteppingTimeProvider.Epoch).TotalSeconds)];
}
