namespace SpiceDeployments.Client.Internal.Http;

/// <summary>
/// Sends a request that is not safe to repeat once, and within its time. This handler is the last one before the network, because a retry or a
/// hedge that the program configured for its HTTP clients would otherwise create a second deployment. For the same reason it records the status
/// code of the response, which a handler of the program may lose.
/// </summary>
internal sealed class SendOnceHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SendPermit? permit = request.Method == HttpMethod.Get ? null : AcquirePermit(request);
        Task<HttpResponseMessage> response = base.SendAsync(request, cancellationToken);
        return permit is null ? response : RecordStatusAsync(response, permit);
    }

    private static async Task<HttpResponseMessage> RecordStatusAsync(Task<HttpResponseMessage> sending, SendPermit permit)
    {
        HttpResponseMessage response = await sending.ConfigureAwait(false);
        permit.ResponseStatus = response.StatusCode;
        return response;
    }

    private static SendPermit AcquirePermit(HttpRequestMessage request)
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

        return permit;
    }
}
