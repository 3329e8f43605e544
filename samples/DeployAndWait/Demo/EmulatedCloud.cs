using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Demo;

/// <summary>The emulator with one app in it, set up for a story that takes seconds where the real service takes minutes.</summary>
internal sealed class EmulatedCloud : IAsyncDisposable
{
    public const long AppId = 42;

    private readonly SpiceCloudEmulator _emulator;
    private readonly OtherActor? _other;

    private EmulatedCloud(SpiceCloudEmulator emulator, OtherActor? other)
    {
        _emulator = emulator;
        _other = other;
        ClientOptions = new DeploymentsClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            AccessToken = emulator.AccessToken,
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(4) },
        };
    }

    /// <summary>What is deployed; a build server knows the branch and the commit that it builds.</summary>
    public static CreateDeploymentRequest Request { get; } = new()
    {
        ImageTag = "2.3.2",
        Replicas = 2,
        Branch = "main",
        CommitSha = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345",
        CommitMessage = "Answer questions about open orders",
    };

    public DeploymentsClientOptions ClientOptions { get; }

    /// <summary>The deployment of somebody else that is in the way. Null when there is none.</summary>
    public EmulatedDeployment? OtherDeployment => _other?.Deployment;

    /// <summary>The requests that the network broke, a line each.</summary>
    public IEnumerable<string> BrokenRequests => _emulator.Requests.Where(request => request.Fault is not null).Select(request => request.ToString());

    public static async Task<EmulatedCloud> StartAsync(Story story, int chaosSeed, CancellationToken cancellationToken)
    {
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(cancellationToken: cancellationToken);
        EmulatedApp app = emulator.AddApp(AppId);
        DeploymentScript script = app.ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(1.5)).RunsFor(TimeSpan.FromSeconds(4));
        if (story is Story.Failure)
        {
            script.Fails("Failed to pull container image");
        }

        var cloud = new EmulatedCloud(emulator, story is Story.Conflict ? new OtherActor(emulator, app) : null);
        if (story is Story.Chaos)
        {
            cloud.Break(new ChaoticNetwork(emulator.Faults, chaosSeed));
        }

        return cloud;
    }

    public async ValueTask DisposeAsync()
    {
        if (_other is not null)
        {
            await _other.DisposeAsync();
        }

        await _emulator.DisposeAsync();
    }

    private void Break(ChaoticNetwork network)
    {
        network.Break();
        if (network.Hangs)
        {
            ClientOptions.AttemptTimeout = ChaoticNetwork.AttemptTimeout;
        }
    }
}
