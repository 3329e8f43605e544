namespace SpiceDeployments.Client.Internal.Http;

/// <summary>
/// Stands next to the network and lets a request that is not safe through once. A retry or a hedge that a program has set for
/// its HTTP clients, above or below the client's own handlers, would otherwise make a second deployment.
/// </summary>
internal sealed class SingleSendHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
        {
            ThrowIfSentBefore(request);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private static void ThrowIfSentBefore(HttpRequestMessage request)
    {
        SingleSend right = SingleSend.Of(request) ?? throw new SpiceApiException(
            "Nothing was sent: a message handler of this program replaced the request by one without its Options, which tell whether it was sent before. Copy HttpRequestMessage.Options.");
        if (!right.TryTake())
        {
            throw new HttpRequestException("A message handler of this program tried to send the request again, which is not safe: exclude this client from its retries.");
        }
    }
}
