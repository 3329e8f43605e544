using SpiceDeployments.Client.Testing;

namespace DeploySpicepod;

/// <summary>An emulator with an app.</summary>
internal static class EmulatedApps
{
    public const string Name = "order-assistant";

    public static async Task<SpiceCloudEmulator> StartAsync(CancellationToken cancellationToken)
    {
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(cancellationToken: cancellationToken);
        emulator.AddApp(42, Name)
            .WithTags(("team", "retail"))
            .WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(1)).RunsFor(TimeSpan.FromSeconds(2)));
        return emulator;
    }
}
