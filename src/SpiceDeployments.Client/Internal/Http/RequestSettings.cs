using System.Net;
using System.Text.Json.Serialization;
using Refit;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>How Refit makes the requests of the client.</summary>
internal static class RequestSettings
{
    /// <summary>JSON through a context that was generated at compile time; HTTP/2 where the server offers it, otherwise HTTP/1.1.</summary>
    public static RefitSettings Create(JsonSerializerContext context)
    {
        var settings = RefitSettings.ForJsonContext(context);

        // Refit gives every request its version, so the default of the HttpClient would have no say.
        settings.Version = HttpVersion.Version20;
        settings.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        return settings;
    }
}
