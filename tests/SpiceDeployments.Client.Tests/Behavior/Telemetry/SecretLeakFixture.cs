using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>An emulator, clients of a container, and listeners that capture the whole output of their deploys.</summary>
public sealed class SecretLeakFixture : IAsyncLifetime
{
    /// <summary>The key of the client with an access token.</summary>
    public const string StaticToken = "access token";

    /// <summary>The key of the client with client credentials.</summary>
    public const string ClientCredentials = "client credentials";

    private const string ClientSecret = "secret-of-ci";

    private readonly ActivitySource _source = new("Test");
    private readonly SteppingTimeProvider _clock = new();
    private readonly CapturedLogs _logs = new();
    private readonly CapturedActivities _activities = new();
    private readonly CapturedMetrics _metrics = new();
    private SpiceCloudEmulator? _cloud;
    private ServiceProvider? _services;
    private long _lastAppId;

    private SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    private ServiceProvider Services => _services ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock });
        IServiceCollection services = new ServiceCollection().AddLogging(_logs.Configure).AddSingleton<TimeProvider>(_clock);
        AddClient(services, StaticToken, options => options.AccessToken = _cloud.AccessToken);
        AddClient(services, ClientCredentials, options => (options.ClientId, options.ClientSecret) = ("ci", ClientSecret));
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Cloud.DisposeAsync();
        _metrics.Dispose();
        _activities.Dispose();
        _source.Dispose();
    }

    /// <summary>Deploys once, with a fault.</summary>
    internal async Task<CapturedOutput> DeployAsync(string credentials, EchoingFault fault)
    {
        string[] secrets = credentials is StaticToken ? [Cloud.AccessToken] : [Cloud.IssueToken([.. SpiceScopes.All]), ClientSecret];
        EmulatedApp app = Cloud.AddApp(++_lastAppId);
        app.ScriptNextDeployment()
            .QueuedFor(TimeSpan.Zero)
            .RunsFor(TimeSpan.FromSeconds(6))
            .VisibilityDelay(TimeSpan.FromSeconds(6)); // So that the client gets the deployment by its id first.
        fault.Script(Cloud.Faults, fault.Target is EchoingFault.Token ? ClientSecret : $"Authorization: Bearer {secrets[0]}, {string.Join(' ', secrets)}");
        Cloud.Faults.OnToken().Always().RespondWithJson($$"""{"access_token":"{{secrets[0]}}","expires_in":3600}""");
        _clock.AdvanceTo(_clock.GetUtcNow().AddHours(1)); // The token of the last deploy has expired.
        int earlierRequests = Cloud.Requests.Count;

        Exception? exception = await DeployAsync(credentials, app.Id);

        Cloud.Faults.Clear();
        return new CapturedOutput([.. secrets, .. Cloud.Requests.Skip(earlierRequests).SelectMany(GetTokens)], [.. TakeTexts(exception)]);
    }

    private async Task<Exception?> DeployAsync(string credentials, long appId)
    {
        using Activity? activity = _source.StartActivity("Deploy");
        IDeploymentsClient client = Services.GetRequiredKeyedService<IDeploymentsClient>(credentials);
        Task deploying = client.DeployAsync(appId, new CreateDeploymentRequest { CommitSha = "9f2c4e7" });
        await new FakeClockRunner(_clock, Cloud).RunAsync(deploying);
        return deploying.Exception?.InnerException;
    }

    private void AddClient(IServiceCollection services, string credentials, Action<DeploymentsClientOptions> configure) =>
        services
            .AddKeyedSpiceDeploymentsClient(credentials, options =>
            {
                (options.BaseAddress, options.TokenEndpoint, options.AttemptTimeout) = (Cloud.BaseAddress, Cloud.TokenEndpoint, FakeClockRunner.AttemptTimeout);
                (options.Polling.Timeout, options.ConflictTimeout) = (TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(12));
                configure(options);
            })
            .AddHttpMessageHandler(() => new EchoingHandler());

    private IEnumerable<string> TakeTexts(Exception? exception) =>
        [.. exception is null ? [] : ExceptionTexts.Find(exception), .. _logs.Take(), .. _activities.Take(), .. _metrics.Take()];

    private static IEnumerable<string> GetTokens(RecordedRequest request) =>
        request.Headers.TryGetValue("Authorization", out string? header) ? [header["Bearer ".Length..]] : [];
}
