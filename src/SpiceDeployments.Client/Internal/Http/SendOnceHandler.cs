namespace SpiceDeployments.Client.Internal.Http;

/// <summary>
/// Sends a request that is not safe to repeat once, and within its time. This handler is the last one before the network, because a retry or a hedge that the
/// program configured for its HTTP clients would otherwise create a second deployment.
/// </summary>
internal sealed class SendOnceHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
        {
            AcquirePermit(request);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private static void AcquirePermit(HttpRequestMessage request)
    {
        SendPermit permit = SendPermit.Of(request) ?? throw new SpiceApiException(
            "The request was not sent: a message handler of this program replaced the request and did not copy HttpRequestMessage.Options, which record whether the request has been sent.");
        if (permit.HasExpired)
        {
            var details = new ApiErrorDetails { Disposition = RequestDisposition.Expired };
            throw new SpiceApiException("The request was not sent: the time within which the intent may be sent has elapsed.", details, innerException: null);
        }

        if (!permit.TryAcquire())
        {
            throw new HttpRequestException("A message handler of this program attempted to send the request again, which is not safe. Exclude this client from the handler's retries.");
        }
    }
}
