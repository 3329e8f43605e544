using System.Net;
using System.Security.Authentication;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Defines which errors are transient, and what they imply about the processing of the request.</summary>
internal static class TransientErrors
{
    /// <summary>A proxy canceled the request, which the service may have processed.</summary>
    private const HttpStatusCode ClientClosedRequest = (HttpStatusCode)499;

    public static bool IsTransient(HttpStatusCode status) => GetDisposition(status) is not RequestDisposition.Rejected;

    public static bool IsTransient(Exception exception) => exception is HttpRequestException or IOException or TimeoutException;

    /// <summary>What the status code of an error response implies.</summary>
    public static RequestDisposition GetDisposition(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => RequestDisposition.NotProcessed,
        HttpStatusCode.RequestTimeout or ClientClosedRequest or >= HttpStatusCode.InternalServerError => RequestDisposition.Indeterminate,
        _ => RequestDisposition.Rejected, // A proxy that returns a 4xx or 3xx, too, did not forward the request, or passes on that the service rejected it.
    };

    /// <summary>What an exception implies that replaced the response.</summary>
    public static RequestDisposition GetDisposition(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices } => RequestDisposition.AcceptedUnreadable,
        HttpRequestException { HttpRequestError: var error } when IsConnectionError(error) => RequestDisposition.NotProcessed,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => RequestDisposition.AcceptedUnreadable,
        _ => RequestDisposition.Indeterminate,
    };

    /// <summary>Whether an exception that replaced the response has a cause that usually persists: an unknown host, or a certificate that is not trusted.</summary>
    public static bool IsPersistent(Exception exception) => exception is
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } or
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException };

    private static bool IsConnectionError(HttpRequestError error) => error is
        HttpRequestError.NameResolutionError or
        HttpRequestError.ConnectionError or
        HttpRequestError.SecureConnectionError or
        HttpRequestError.ProxyTunnelError;
}
