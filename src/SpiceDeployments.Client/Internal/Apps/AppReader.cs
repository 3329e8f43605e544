using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Apps;

/// <summary>Reads apps.</summary>
/// <param name="api">The apps API.</param>
/// <param name="organization">The organization of the options, or <c>null</c> if the credentials determine it.</param>
internal sealed class AppReader(AppsApi api, string? organization)
{
    public Task<IReadOnlyList<App>> ListAsync(CancellationToken cancellationToken) => api.ListAsync(cancellationToken);

    public async Task<App> GetAsync(long appId, CancellationToken cancellationToken) => (await api.GetAsync(appId, cancellationToken).ConfigureAwait(false)).App;

    /// <exception cref="AppNotFoundException">The organization has no app of this name.</exception>
    public async Task<App> FindAsync(string name, CancellationToken cancellationToken)
    {
        IReadOnlyList<App> apps = await api.ListAsync(cancellationToken).ConfigureAwait(false);
        return apps.FirstOrDefault(app => app.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw CreateNotFound(name, apps.Count);
    }

    private AppNotFoundException CreateNotFound(string name, int count)
    {
        string owner = string.IsNullOrWhiteSpace(organization) ? "The organization of the credentials" : $"Organization '{organization.Trim()}'";
        string advice = count is 0 ? "No app is accessible: check the organization (SPICE_CLOUD_ORG) and the credentials." : $"{count} {(count is 1 ? "app is" : "apps are")} accessible; check the name.";
        return new AppNotFoundException($"{owner} has no app named '{MessageText.ForLog(name)}'. {advice}");
    }
}
