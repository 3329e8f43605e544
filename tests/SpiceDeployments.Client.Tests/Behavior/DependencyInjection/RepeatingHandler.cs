namespace SpiceDeployments.Client.Tests.Behavior.DependencyInjection;

/// <summary>Sends everything that is not a success once more, as a careless default of a program would.</summary>
internal sealed class RepeatingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode ? response : await base.SendAsync(request, cancellationToken);
    }
}
