namespace SpiceDeployments.Client.Http;

/// <summary>
/// Lets a request that is not safe through once. A handler above this one, such as a retry that a program has set for all of its HTTP
/// clients, would otherwise make a second deployment.
/// </summary>
internal sealed class SingleSendHandler : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<bool> SentKey = new("SpiceDeployments.Client.Sent");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (request.Options.TryGetValue(SentKey, out _))
        {
            throw new HttpRequestException("A message handler of this program tried to send the request again, which is not safe: exclude this client from its retries.");
        }

        request.Options.Set(SentKey, value: true);
        return base.SendAsync(request, cancellationToken);
    }
}
