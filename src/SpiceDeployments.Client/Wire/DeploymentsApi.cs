using Refit;
using SpiceDeployments.Client.Errors;
using SpiceDeployments.Client.Http;
using SpiceDeployments.Client.Models;

namespace SpiceDeployments.Client.Wire;

/// <summary>The deployments API with typed results: every fault is a <see cref="SpiceApiException"/>, and no result is null.</summary>
internal sealed class DeploymentsApi(HttpClient httpClient, ApiExceptionFactory exceptions)
{
    private readonly IDeploymentsEndpoint _endpoint = RestService.ForGenerated<IDeploymentsEndpoint>(httpClient, exceptions.CreateRefitSettings());

    public async Task<IReadOnlyList<Deployment>> ListAsync(long appId, int? limit, DeploymentStatus? status, ApiCall? call, CancellationToken cancellationToken)
    {
        string? statusText = status is { } value ? DeploymentStatusText.Format(value) : null;
        DeploymentList? list = await _endpoint.ListAsync(appId, limit, statusText, call, cancellationToken).ConfigureAwait(false);
        return list?.Deployments ?? throw Empty("The list of deployments");
    }

    public async Task<Deployment> GetAsync(long appId, long deploymentId, ApiCall? call, CancellationToken cancellationToken) =>
        await _endpoint.GetAsync(appId, deploymentId, call, cancellationToken).ConfigureAwait(false)
        ?? throw Empty("The deployment");

    public async Task<Deployment> CreateAsync(long appId, CreateDeploymentRequest request, CancellationToken cancellationToken) =>
        await _endpoint.CreateAsync(appId, request, cancellationToken).ConfigureAwait(false)
        ?? throw Empty("The created deployment");

    private static SpiceApiException Empty(string what) =>
        new($"{what} was answered without content.") { Kind = ApiFaultKind.AcceptedUnread };
}
