namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Rejects requests to the name of a service that the service discovery of the program, a handler above this one, has not resolved.</summary>
internal sealed class ServiceNameHandler : DelegatingHandler
{
    /// <summary>The schemes that service discovery replaces by one of their parts, of which it prefers the first.</summary>
    public static readonly string[] Schemes = ["https+http", "http+https"];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { } address && Schemes.Contains(address.Scheme, StringComparer.Ordinal)
            ? throw new HttpRequestException(
                HttpRequestError.NameResolutionError,
                $"No service discovery has resolved the scheme of '{address.Scheme}://{address.Authority}': call AddServiceDiscovery for the HTTP clients of the program.")
            : base.SendAsync(request, cancellationToken);
}
