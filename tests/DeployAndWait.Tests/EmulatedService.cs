using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Tests;

/// <summary>An emulator that the sample uses as the real service, because the environment contains its address and token.</summary>
internal sealed class EmulatedService : IAsyncDisposable
{
    private readonly SpiceCloudEmulator _emulator;

    private EmulatedService(SpiceCloudEmulator emulator)
    {
        _emulator = emulator;
        App = emulator.AddApp(7);
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SPICE_API_TOKEN"] = emulator.AccessToken,
            ["SPICEAI_API_ENDPOINT"] = emulator.BaseAddress.ToString(),
        };
    }

    public EmulatedApp App { get; }

    public IReadOnlyList<RecordedRequest> Requests => _emulator.Requests;

    public Dictionary<string, string> Environment { get; }

    public static async Task<EmulatedService> StartAsync() =>
        new(await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken));

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
