using System.Globalization;
using DeployFleet.CommandLine;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DeployFleet.Apps;

/// <summary>An emulator with an app for each tenant, deployed before. One deployment after the canary fails.</summary>
internal sealed class EmulatedFleet : IAsyncDisposable
{
    /// <summary>The emulator responds at once. After a crash, a rollout waits longer than this time for a request that could still arrive.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);

    private const string EarlierImageTag = "2.3.2";
    private const int FirstId = 101;
    private const int FailingIndex = 2; // In the second wave.
    private const int MaxSlowApps = 50;

    private static readonly string[] Tenants =
        ["acme", "borealis", "cyberdyne", "dunder", "everest", "fabrikam", "globex", "hooli", "initech", "juniper", "kestrel", "lumen"];

    private readonly SpiceCloudEmulator _emulator;

    private EmulatedFleet(SpiceCloudEmulator emulator, IReadOnlyList<EmulatedApp> apps)
    {
        _emulator = emulator;
        Apps = apps;
        ClientOptions = new DeploymentsClientOptions { BaseAddress = emulator.BaseAddress, AccessToken = emulator.AccessToken, AttemptTimeout = AttemptTimeout };
    }

    public IReadOnlyList<EmulatedApp> Apps { get; }

    public DeploymentsClientOptions ClientOptions { get; }

    public static async Task<EmulatedFleet> StartAsync(FleetArguments arguments, CancellationToken cancellationToken)
    {
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(cancellationToken: cancellationToken);
        EmulatedApp[] apps = [.. Enumerable.Range(0, arguments.AppCount).Select(index => AddApp(emulator, index, arguments.AppCount))];
        if (arguments.Fails)
        {
            Script(apps[Math.Min(FailingIndex, apps.Length - 1)].ScriptNextDeployment(), FailingIndex, arguments.AppCount).Fails("Failed to pull container image");
        }

        return new EmulatedFleet(emulator, apps);
    }

    /// <summary>Returns the deployments of an app that were created after the start.</summary>
    public static IEnumerable<EmulatedDeployment> GetCreated(EmulatedApp app) => app.Deployments.SkipLast(1);

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private static EmulatedApp AddApp(SpiceCloudEmulator emulator, int index, int count)
    {
        EmulatedApp app = emulator.AddApp(FirstId + index, GetName(index))
            .WithSettings(settings => settings with { ImageTag = EarlierImageTag })
            .WithDefaultScript(Script(new DeploymentScript(), index, count));
        app.StartDeployment("cli", new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        return app;
    }

    private static string GetName(int index) =>
        index < Tenants.Length ? Tenants[index] : string.Create(CultureInfo.InvariantCulture, $"{Tenants[index % Tenants.Length]}-{index / Tenants.Length + 1}");

    /// <summary>Deployments of different durations, of seconds in a small fleet.</summary>
    private static DeploymentScript Script(DeploymentScript script, int index, int count) => count > MaxSlowApps
        ? script.QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(0.1))
        : script.QueuedFor(TimeSpan.FromSeconds(0.3 + (0.1 * (index % 4)))).RunsFor(TimeSpan.FromSeconds(1 + (0.5 * (index * 5 % 7))));
}
