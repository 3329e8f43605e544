using SpiceDeployments.Client.Testing;

namespace DeployWorker;

/// <summary>An emulator with the apps of the configured organizations. Each app accepts only the token of its organization.</summary>
internal sealed class EmulatedOrganizations : IAsyncDisposable
{
    private readonly SpiceCloudEmulator _emulator;

    private EmulatedOrganizations(SpiceCloudEmulator emulator) => _emulator = emulator;

    /// <summary>Starts an emulator and configures the clients for it. Returns <c>null</c> if the configuration contains an address or credentials.</summary>
    public static async Task<EmulatedOrganizations?> StartAsync(IReadOnlyList<Organization> organizations)
    {
        IEnumerable<IConfigurationSection> settings = organizations.SelectMany(organization => organization.Client.GetChildren());
        if (settings.Any(setting => setting.Key is "BaseAddress" or "AccessToken" or "ClientId"))
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
            organization.Client["BaseAddress"] = emulator.BaseAddress.ToString();
            organization.Client["AccessToken"] = emulator.IssueOrganizationToken(organization.Name, [.. SpiceScopes.All]);
        }

        return new EmulatedOrganizations(emulator);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
