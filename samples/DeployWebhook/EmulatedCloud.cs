using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DeployWebhook;

/// <summary>An emulator in this process with one app, for when there are no credentials.</summary>
internal static class EmulatedCloud
{
    /// <summary>Starts one and leads the client there. Null: there are credentials, and nothing is done.</summary>
    public static async Task<SpiceCloudEmulator?> StartWithoutCredentialsAsync(DeploymentsClientOptions options)
    {
        if (options is not { AccessToken: null, ClientId: null, ClientSecret: null })
        {
            return null;
        }

        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync();
        emulator.AddApp(42).DefaultScript = new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(2)).RunsFor(TimeSpan.FromSeconds(4));
        options.BaseAddress = emulator.BaseAddress;
        options.AccessToken = emulator.AccessToken;
        Console.WriteLine("No credentials in the environment: app 42 is one of an emulator.");
        return emulator;
    }
}
