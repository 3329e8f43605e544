namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Stands for a proxy that repeats the request's token in the headers of every answer, and where HTTP/1.1 names the status.</summary>
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
