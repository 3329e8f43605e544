using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Demo;

/// <summary>The emulator with one app, and a scenario that takes seconds instead of minutes.</summary>
internal sealed class DemoService : IAsyncDisposable
{
    public const long AppId = 42;

    private readonly SpiceCloudEmulator _emulator;
    private readonly CompetingDeployment? _competing;

    private DemoService(SpiceCloudEmulator emulator, CompetingDeployment? competing, DemoScenario scenario)
    {
        _emulator = emulator;
        _competing = competing;
        ClientOptions = new DeploymentsClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            AccessToken = emulator.AccessToken,
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(4) },
        };
        if (scenario is DemoScenario.Chaos)
        {
            ClientOptions.AttemptTimeout = TimeSpan.FromSeconds(5); // Some requests hang.
        }
    }

    /// <summary>What is deployed. A build server knows the branch and the commit that it builds.</summary>
    public static CreateDeploymentRequest Request { get; } = new()
    {
        ImageTag = "2.3.2",
        Replicas = 2,
        Branch = "main",
        CommitSha = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345",
        CommitMessage = "Answer questions about open orders",
    };

    public DeploymentsClientOptions ClientOptions { get; }

    public static async Task<DemoService> StartAsync(DeployArguments arguments, DeploymentDisplay display, CancellationToken cancellationToken)
    {
        Action<string>? output = arguments.Scenario is DemoScenario.Chaos ? display.WriteLine : null;
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Output = output }, cancellationToken);
        display.WriteLine($"The Spice Cloud emulator runs in this process at {emulator.BaseAddress}; nothing real is deployed.");

        EmulatedApp app = emulator.AddApp(AppId);
        DeploymentScript script = app.ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(1.5)).RunsFor(TimeSpan.FromSeconds(4));
        CompetingDeployment? competing = null;
        switch (arguments.Scenario)
        {
            case DemoScenario.Failure:
                script.Fails("Failed to pull container image");
                break;
            case DemoScenario.Conflict:
                competing = CompetingDeployment.Start(emulator, app);
                display.WriteLine($"Deployment {competing.Id} of app {AppId}, which somebody else created in the portal, is active.");
                break;
            case DemoScenario.Chaos:
                new RandomFaults(emulator.Faults, arguments.Seed).Add();
                break;
            case DemoScenario.Success:
            default:
                break;
        }

        return new DemoService(emulator, competing, arguments.Scenario);
    }

    public async ValueTask DisposeAsync()
    {
        if (_competing is not null)
        {
            await _competing.DisposeAsync();
        }

        await _emulator.DisposeAsync();
    }
}
