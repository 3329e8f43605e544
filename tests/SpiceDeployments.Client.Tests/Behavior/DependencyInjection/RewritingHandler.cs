namespace SpiceDeployments.Client.Tests.Behavior.DependencyInjection;

/// <summary>Sends another request in place of each, and forgets what belongs to it.</summary>
internal sealed class RewritingHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var other = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
        other.Headers.Authorization = request.Headers.Authorization;
        return base.SendAsync(other, cancellationToken);
    }
}
