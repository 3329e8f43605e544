namespace SpiceDeployments.Client.DependencyInjection;

/// <summary>The name of a client in the container: the name of its options, and of its HTTP client behind a prefix.</summary>
internal static class ClientName
{
    private const string HttpClientPrefix = "SpiceDeployments.Client";
    private const string KeyedHttpClientPrefix = $"{HttpClientPrefix}:";

    /// <summary>The name of the options: the text of the service key, or the default name if there is no key.</summary>
    /// <exception cref="ArgumentException">The key has no text to name the options by.</exception>
    public static string GetOptionsName(object? serviceKey) => serviceKey switch
    {
        null => Microsoft.Extensions.Options.Options.DefaultName,
        _ when serviceKey.ToString() is { Length: > 0 } name => name,
        _ => throw new ArgumentException("The service key must have a text that is not empty.", nameof(serviceKey)),
    };

    public static string GetHttpClientName(string optionsName) => optionsName.Length is 0 ? HttpClientPrefix : KeyedHttpClientPrefix + optionsName;
}
