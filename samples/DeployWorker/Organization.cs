namespace DeployWorker;

/// <summary>An organization, whose client has its name as the key; the app of it that is deployed; and the settings of the client.</summary>
internal sealed record Organization(string Name, long AppId, IConfigurationSection Client)
{
    /// <exception cref="InvalidOperationException">It has no app.</exception>
    public static Organization Read(IConfigurationSection section) => section.GetValue<long>(nameof(AppId)) is var appId and > 0
        ? new Organization(section.Key, appId, section.GetSection(nameof(Client)))
        : throw new InvalidOperationException($"{section.Path}:{nameof(AppId)} must be the number of an app.");
}
