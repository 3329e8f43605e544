using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DeployWorker;

/// <summary>An emulator with the apps of the configured organizations, each of which only its own token reaches.</summary>
internal sealed class EmulatedOrganizations : IAsyncDisposable
{
    private readonly SpiceCloudEmulator _emulator;

    private EmulatedOrganizations(SpiceCloudEmulator emulator) => _emulator = emulator;

    /// <summary>Starts one and leads the clients there. Null: the configuration says where to deploy, or as whom, and nothing is done.</summary>
    public static async Task<EmulatedOrganizations?> StartUnlessConfiguredAsync(IConfigurationManager configuration, IReadOnlyList<Organization> organizations)
    {
        if (organizations.Any(IsConfigured))
        {
            return null;
        }

        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync();
        foreach (Organization organization in organizations)
        {
            EmulatedApp app = emulator.AddApp(organization.AppId);
            app.InOrganization(organization.Name);
            app.WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(1)).RunsFor(TimeSpan.FromSeconds(4)));
            configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [$"{organization.Client.Path}:{nameof(DeploymentsClientOptions.BaseAddress)}"] = emulator.BaseAddress.ToString(),
                [$"{organization.Client.Path}:{nameof(DeploymentsClientOptions.AccessToken)}"] = emulator.IssueOrganizationToken(organization.Name, [.. SpiceScopes.All]),
            });
        }

        return new EmulatedOrganizations(emulator);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private static bool IsConfigured(Organization organization) =>
        organization.Client[nameof(DeploymentsClientOptions.BaseAddress)] is not null
        || organization.Client[nameof(DeploymentsClientOptions.AccessToken)] is not null
        || organization.Client[nameof(DeploymentsClientOptions.ClientId)] is not null;
}
