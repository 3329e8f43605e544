namespace SpiceDeployments.Client.Tests.Http;

/// <summary>Answers without a network.</summary>
internal sealed class AnsweringHandler(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(request).WaitAsync(cancellationToken);
}
