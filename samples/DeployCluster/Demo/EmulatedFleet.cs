using SpiceDeployments.Client.Testing;

namespace DeployCluster.Demo;

/// <summary>An emulator in this process, which survives every silo, with apps whose deployments take two to five seconds.</summary>
internal sealed class EmulatedFleet : IAsyncDisposable
{
    private const int FirstId = 101;

    private readonly SpiceCloudEmulator _emulator;

    private EmulatedFleet(SpiceCloudEmulator emulator, IReadOnlyList<EmulatedApp> apps)
    {
        _emulator = emulator;
        Apps = apps;
    }

    public IReadOnlyList<EmulatedApp> Apps { get; }

    /// <summary>The configuration of the client in each silo, as variables of the environment.</summary>
    public IReadOnlyDictionary<string, string> ClientConfiguration => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Spice__BaseAddress"] = _emulator.BaseAddress.ToString(),
        ["Spice__AccessToken"] = _emulator.AccessToken,
        ["Spice__AttemptTimeout"] = "00:00:05", // After a crash, a rollout waits longer than this time for a request that could still arrive.
        ["Spice__Polling__InitialDelay"] = "00:00:00.25", // The deployments take seconds.
        ["Spice__Polling__MaxDelay"] = "00:00:01",
    };

    public static async Task<EmulatedFleet> StartAsync(int count)
    {
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync();
        return new EmulatedFleet(emulator, [.. Enumerable.Range(0, count).Select(index => emulator.AddApp(FirstId + index).WithDefaultScript(CreateScript(index)))]);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private static DeploymentScript CreateScript(int index) =>
        new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(0.5)).RunsFor(TimeSpan.FromSeconds(1.5 + (0.5 * (index * 5 % 7))));
}
