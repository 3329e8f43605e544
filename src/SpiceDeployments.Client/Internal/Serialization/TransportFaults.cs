using System.Net;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>What a broken call says of the request behind it.</summary>
internal static class TransportFaults
{
    public static ApiFaultKind KindOf(Exception cause) => cause switch
    {
        HttpRequestException { HttpRequestError: var error } when FailedBeforeSending(error) => ApiFaultKind.NotProcessed,
        HttpRequestException { StatusCode: >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices } => ApiFaultKind.AcceptedUnread,
        _ => ApiFaultKind.Unclear,
    };

    private static bool FailedBeforeSending(HttpRequestError error) => error is
        HttpRequestError.NameResolutionError or
        HttpRequestError.ConnectionError or
        HttpRequestError.SecureConnectionError or
        HttpRequestError.ProxyTunnelError;
}
