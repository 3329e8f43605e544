using System.Net;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Defines which errors are transient, and what they imply about the processing of the request.</summary>
internal static class TransientErrors
{
    public static bool IsTransient(HttpStatusCode status) => GetDisposition(status) is not RequestDisposition.Rejected;

    public static bool IsTransient(Exception exception) => exception is HttpRequestException or IOException or TimeoutException;

    /// <summary>What the status code of an error response implies.</summary>
    public static RequestDisposition GetDisposition(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => RequestDisposition.NotProcessed,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => RequestDisposition.Indeterminate,
        _ => RequestDisposition.Rejected,
    };

    /// <summary>What an exception implies that replaced the response.</summary>
    public static RequestDisposition GetDisposition(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices } => RequestDisposition.AcceptedUnreadable,
        HttpRequestException { HttpRequestError: var error } when IsConnectionError(error) => RequestDisposition.NotProcessed,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => RequestDisposition.AcceptedUnreadable,
        _ => RequestDisposition.Indeterminate,
    };

    private static bool IsConnectionError(HttpRequestError error) => error is
        HttpRequestError.NameResolutionError or
        HttpRequestError.ConnectionError or
        HttpRequestError.SecureConnectionError or
        HttpRequestError.ProxyTunnelError;
}
