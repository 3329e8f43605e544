using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace ListDeployments;

/// <summary>A client of Spice.ai Cloud, or, without credentials in the environment, of an emulator in this process.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly SpiceCloudEmulator? _emulator;

    private Service(DeploymentsClientOptions options, SpiceCloudEmulator? emulator)
    {
        Client = new DeploymentsClient(options);
        _emulator = emulator;
    }

    public DeploymentsClient Client { get; }

    /// <summary>The app of the emulator. Null: this is the real service.</summary>
    public long? DefaultAppId => _emulator is null ? null : EmulatedHistory.AppId;

    public static async Task<Service> FromEnvironmentAsync(CancellationToken cancellationToken)
    {
        var options = DeploymentsClientOptions.FromEnvironment();
        if (options is not { AccessToken: null, ClientId: null, ClientSecret: null })
        {
            return new Service(options, emulator: null);
        }

        SpiceCloudEmulator emulator = await EmulatedHistory.StartAsync(cancellationToken);
        await Console.Error.WriteLineAsync($"No credentials in the environment: this is app {EmulatedHistory.AppId} of an emulator.");
        return new Service(new DeploymentsClientOptions { BaseAddress = emulator.BaseAddress, AccessToken = emulator.AccessToken }, emulator);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }
}
