namespace SpiceDeployments.Client.Http;

/// <summary>
/// Stands next to the network and lets a request that is not safe through once for each token. A retry or a hedge that a program has set for
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
        SingleSend right = SingleSend.Of(request) ?? throw new HttpRequestException(
            "A message handler of this program replaced the request by one without its Options, so whether it was sent before cannot be told: copy HttpRequestMessage.Options.");
        if (!right.TryTake(request.Headers.Authorization?.Parameter ?? ""))
        {
            throw new HttpRequestException("A message handler of this program tried to send the request again, which is not safe: exclude this client from its retries.");
        }
    }
}
