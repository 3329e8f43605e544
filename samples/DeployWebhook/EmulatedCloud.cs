using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DeployWebhook;

/// <summary>An emulator in this process with one app, for when the environment has no credentials.</summary>
internal static class EmulatedCloud
{
    public static async Task<SpiceCloudEmulator?> StartWithoutCredentialsAsync()
    {
        if (DeploymentsClientOptions.FromEnvironment() is not { AccessToken: null, ClientId: null, ClientSecret: null })
        {
            return null;
        }

        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync();
        emulator.AddApp(42).DefaultScript = new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(2)).RunsFor(TimeSpan.FromSeconds(4));
        Console.WriteLine("No credentials in the environment: app 42 is one of an emulator.");
        return emulator;
    }

    /// <param name="options">Told where the service is.</param>
    /// <param name="emulator">Null: the service that the environment says.</param>
    public static void Configure(DeploymentsClientOptions options, SpiceCloudEmulator? emulator)
    {
        var environment = DeploymentsClientOptions.FromEnvironment();
        options.BaseAddress = emulator?.BaseAddress ?? environment.BaseAddress;
        options.AccessToken = emulator?.AccessToken ?? environment.AccessToken;
        options.ClientId = environment.ClientId;
        options.ClientSecret = environment.ClientSecret;
        options.TokenEndpoint = environment.TokenEndpoint;
        options.Organization = environment.Organization;
        options.Polling.InitialDelay = TimeSpan.FromSeconds(1); // A person is looking.
    }
}
