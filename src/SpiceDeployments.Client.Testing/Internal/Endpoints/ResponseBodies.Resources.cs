using System.Text.Json.Serialization;
using SpiceDeployments.Client.Testing.Internal.Apps;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <content>The bodies of responses about API keys, secrets, organizations, regions, images and logs.</content>
internal static partial class ResponseBodies
{
    public sealed record ApiKeys(
        string ApiKey,
        [property: JsonPropertyName("api_key_2")] string SecondApiKey,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RegeneratedKey = null)
    {
        public static ApiKeys From(Apps.ApiKeys keys) => new(keys.First, keys.Second);
    }

    public sealed record SecretList(IReadOnlyList<Secret> Secrets);

    public sealed record Secret(long Id, string Name, string Value, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
    {
        public static Secret From(AppSecret secret) => new(secret.Id, secret.Name, "********", secret.CreatedAt, secret.UpdatedAt);
    }

    public sealed record OrganizationList(IReadOnlyList<Organization> Orgs);

    public sealed record Organization(long Id, string Name, string Role);

    public sealed record Identity(string Username, string Email, IdentityOrganization Org, IdentityApp? App);

    public sealed record IdentityOrganization(string? Name);

    public sealed record IdentityApp(string Name, string ApiKey);

    public sealed record RegionList(IReadOnlyList<Region> Regions, string Default);

    public sealed record Region(
        string Name,
        [property: JsonPropertyName("region")] string Id,
        string Provider,
        [property: JsonPropertyName("providerName")] string ProviderName,
        [property: JsonPropertyName("isDefault")] bool IsDefault,
        bool Disabled,
        string Cname);

    public sealed record ImageList(IReadOnlyList<Image> Images, string Default);

    public sealed record Image(string Name, string Tag, string Channel);

    public sealed record LogList(IReadOnlyList<LogEntry> Logs);

    public sealed record LogEntry(DateTimeOffset Timestamp, string Level, string Message, string Source);
}
