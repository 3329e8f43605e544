namespace SpiceDeployments.Client.DependencyInjection;

/// <summary>The names of the HTTP clients in the container.</summary>
internal static class HttpClientNames
{
    private const string Default = "SpiceDeployments.Client";
    private const string KeyedPrefix = $"{Default}:";

    public static string Of(string? key) => key is null ? Default : KeyedPrefix + key;

    public static bool IsOwn(string? name) => name is Default || (name?.StartsWith(KeyedPrefix, StringComparison.Ordinal) ?? false);
}
