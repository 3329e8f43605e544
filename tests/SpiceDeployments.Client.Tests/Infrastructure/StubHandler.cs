namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A primary handler that runs a function of the test.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, Task<HttpResponseMessage>> response) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        response(request).WaitAsync(cancellationToken);
}
