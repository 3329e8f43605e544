using SpiceDeployments.Client;

namespace DeployFleet.Apps;

/// <summary>Finds the apps of the rollout.</summary>
internal static class FleetApps
{
    /// <summary>Returns the apps with these ids, or all apps if there are none.</summary>
    /// <exception cref="InvalidOperationException">An app is not accessible, or there is none.</exception>
    public static async Task<IReadOnlyList<App>> FindAsync(IAppsClient client, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        IReadOnlyList<App> accessible = await client.ListAppsAsync(cancellationToken);
        if (ids is [])
        {
            return FleetCredentials.AreSet ? throw new InvalidOperationException("--app is required for the real service.") : [.. accessible.OrderBy(app => app.Id)];
        }

        return [.. ids.Select(id => accessible.FirstOrDefault(app => app.Id == id) ?? throw new InvalidOperationException($"The credentials give no access to app {id}."))];
    }
}
