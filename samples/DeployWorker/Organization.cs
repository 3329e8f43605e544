namespace DeployWorker;

/// <summary>An organization from the configuration: its name, which is the key of its client; the app to deploy; and the options of the client.</summary>
internal sealed record Organization(string Name, long AppId, IConfigurationSection Client)
{
    /// <exception cref="InvalidOperationException">The section has no valid app id.</exception>
    public static Organization Read(IConfigurationSection section) => section.GetValue<long>(nameof(AppId)) is var appId and > 0
        ? new Organization(section.Key, appId, section.GetSection(nameof(Client)))
        : throw new InvalidOperationException($"{section.Path}:{nameof(AppId)} must be the id of an app.");
}
