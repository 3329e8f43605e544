namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Acts as a proxy that echoes the token of the request in the headers and the reason phrase of every response.</summary>
internal sealed class EchoingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        string? token = request.Headers.Authorization?.Parameter;
        response.ReasonPhrase = token;
        response.Headers.Remove("X-Request-Id");
        response.Headers.Add("X-Request-Id", token);
        return response;
    }
}
