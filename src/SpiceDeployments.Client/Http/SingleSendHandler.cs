namespace SpiceDeployments.Client.Http;

/// <summary>
/// Stands next to the network and lets a request that is not safe through once for each token. A retry that a program has set for its HTTP
/// clients, above or below the client's own handlers, would otherwise make a second deployment.
/// </summary>
internal sealed class SingleSendHandler : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<string> SentWithKey = new("SpiceDeployments.Client.SentWith");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            return base.SendAsync(request, cancellationToken);
        }

        string token = request.Headers.Authorization?.Parameter ?? "";
        if (request.Options.TryGetValue(SentWithKey, out string? sentWith) && sentWith == token)
        {
            throw new HttpRequestException("A message handler of this program tried to send the request again, which is not safe: exclude this client from its retries.");
        }

        request.Options.Set(SentWithKey, token);
        return base.SendAsync(request, cancellationToken);
    }
}
