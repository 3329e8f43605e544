namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A primary handler that changes each response.</summary>
internal sealed class ResponseHandler(Action<HttpResponseMessage> change) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        change(response);
        return response;
    }
}
