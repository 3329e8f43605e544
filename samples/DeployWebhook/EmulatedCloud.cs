using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DeployWebhook;

/// <summary>An emulator in this process with one app, for when the configuration says nothing of the service.</summary>
internal static class EmulatedCloud
{
    /// <summary>Starts one and writes where it is into the settings of the client. Null: they have credentials or an address, and nothing is done.</summary>
    public static async Task<SpiceCloudEmulator?> StartUnlessConfiguredAsync(IConfigurationSection spice)
    {
        if (spice[nameof(DeploymentsClientOptions.BaseAddress)] is not null
            || spice[nameof(DeploymentsClientOptions.AccessToken)] is not null
            || spice[nameof(DeploymentsClientOptions.ClientId)] is not null)
        {
            return null;
        }

        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync();
        emulator.AddApp(42).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(2)).RunsFor(TimeSpan.FromSeconds(4)));
        spice[nameof(DeploymentsClientOptions.BaseAddress)] = emulator.BaseAddress.ToString();
        spice[nameof(DeploymentsClientOptions.AccessToken)] = emulator.AccessToken;
        Console.WriteLine("No credentials in the configuration: app 42 is one of an emulator.");
        return emulator;
    }
}
