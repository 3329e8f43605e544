using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DeployWorker;

/// <summary>An emulator with the apps of the configured organizations, each of which only its own token reaches.</summary>
internal sealed class EmulatedOrganizations : IAsyncDisposable
{
    private readonly SpiceCloudEmulator _emulator;

    private EmulatedOrganizations(SpiceCloudEmulator emulator) => _emulator = emulator;

    /// <summary>Starts one and leads the clients there. Null: the configuration has credentials, and nothing is done.</summary>
    public static async Task<EmulatedOrganizations?> StartUnlessConfiguredAsync(IConfigurationManager configuration)
    {
        IConfigurationSection[] organizations = [.. configuration.GetSection("Organizations").GetChildren()];
        if (organizations.Any(HasCredentials))
        {
            return null;
        }

        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync();
        foreach (IConfigurationSection organization in organizations)
        {
            EmulatedApp app = emulator.AddApp(organization.GetValue<long>("AppId"));
            app.Organization = organization.Key;
            app.DefaultScript = new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(1)).RunsFor(TimeSpan.FromSeconds(4));
            configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [$"{organization.Path}:Client:{nameof(DeploymentsClientOptions.BaseAddress)}"] = emulator.BaseAddress.ToString(),
                [$"{organization.Path}:Client:{nameof(DeploymentsClientOptions.AccessToken)}"] = emulator.IssueTokenFor(organization.Key, [.. SpiceScopes.All]),
            });
        }

        return new EmulatedOrganizations(emulator);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private static bool HasCredentials(IConfigurationSection organization) =>
        (organization[$"Client:{nameof(DeploymentsClientOptions.AccessToken)}"] ?? organization[$"Client:{nameof(DeploymentsClientOptions.ClientId)}"]) is not null;
}
