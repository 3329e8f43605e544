using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DeployWorker;

/// <summary>An emulator with the apps of the configured organizations. Each app accepts only the token of its organization.</summary>
internal sealed class EmulatedOrganizations : IAsyncDisposable
{
    private readonly SpiceCloudEmulator _emulator;

    private EmulatedOrganizations(SpiceCloudEmulator emulator) => _emulator = emulator;

    /// <summary>Starts an emulator and configures the clients for it. Returns <c>null</c> if the configuration contains an address or credentials.</summary>
    public static async Task<EmulatedOrganizations?> StartAsync(IConfigurationManager configuration, IReadOnlyList<Organization> organizations)
    {
        if (organizations.SelectMany(organization => organization.Client.GetChildren()).Any(option => option.Key is "BaseAddress" or "AccessToken" or "ClientId"))
        {
            return null;
        }

        Console.WriteLine("The configuration contains no credentials: the apps are on an emulator.");
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync();
        foreach (Organization organization in organizations)
        {
            emulator.AddApp(organization.AppId)
                .InOrganization(organization.Name)
                .WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(1)).RunsFor(TimeSpan.FromSeconds(4)));
            configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [$"{organization.Client.Path}:{nameof(DeploymentsClientOptions.BaseAddress)}"] = emulator.BaseAddress.ToString(),
                [$"{organization.Client.Path}:{nameof(DeploymentsClientOptions.AccessToken)}"] = emulator.IssueOrganizationToken(organization.Name, [.. SpiceScopes.All]),
            });
        }

        return new EmulatedOrganizations(emulator);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
