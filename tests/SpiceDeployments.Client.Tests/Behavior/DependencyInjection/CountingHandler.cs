namespace SpiceDeployments.Client.Tests.Behavior.DependencyInjection;

/// <summary>A handler as a user would add it.</summary>
internal sealed class CountingHandler : DelegatingHandler
{
    public List<string?> Authorizations { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Authorizations.Add(request.Headers.Authorization?.ToString());
        return base.SendAsync(request, cancellationToken);
    }
}
