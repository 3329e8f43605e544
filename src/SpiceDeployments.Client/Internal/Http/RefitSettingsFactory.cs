using System.Net;
using System.Text.Json.Serialization;
using Refit;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Creates the settings of the Refit interfaces.</summary>
internal static class RefitSettingsFactory
{
    /// <summary>Uses source-generated JSON, and HTTP/2 if the server supports it, otherwise HTTP/1.1.</summary>
    public static RefitSettings Create(JsonSerializerContext context)
    {
        var settings = RefitSettings.ForJsonContext(context);

        // Refit sets the version of every request, so that the default of the HttpClient does not apply.
        settings.Version = HttpVersion.Version20;
        settings.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        return settings;
    }

    /// <summary>Does the same, and converts what a message handler throws.</summary>
    public static RefitSettings Create(JsonSerializerContext context, Func<HttpRequestMessage?, Exception, CancellationToken, Exception> convertTransportError)
    {
        RefitSettings settings = Create(context);
        settings.TransportExceptionFactory = (request, exception, cancellationToken) => convertTransportError(request, exception, cancellationToken);
        return settings;
    }
}
