using System.Text.Json;
using Refit;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The deployments API with typed results: every fault is a <see cref="SpiceApiException"/>, and no result is null.</summary>
internal sealed class DeploymentsApi(HttpClient httpClient, ApiExceptionFactory exceptions)
{
    private readonly IDeploymentsEndpoint _endpoint = RestService.ForGenerated<IDeploymentsEndpoint>(httpClient, CreateRefitSettings(exceptions));
    private readonly AnswerReader _answers = new(exceptions);

    public async Task<IReadOnlyList<Deployment>> ListAsync(long appId, int? limit, DeploymentStatus? status, ApiCall? call, CancellationToken cancellationToken)
    {
        string? statusText = status is { } value ? DeploymentStatusText.Format(value) : null;
        using HttpResponseMessage response = await _endpoint.ListAsync(appId, limit, statusText, call, cancellationToken).ConfigureAwait(false);
        DeploymentList? list = await _answers.ReadAsync(response, SpiceJsonContext.Default.DeploymentList).ConfigureAwait(false);
        return list?.Deployments ?? throw Empty("The list of deployments");
    }

    public async Task<Deployment> GetAsync(long appId, long deploymentId, ApiCall? call, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _endpoint.GetAsync(appId, deploymentId, call, cancellationToken).ConfigureAwait(false);
        return await _answers.ReadAsync(response, SpiceJsonContext.Default.Deployment).ConfigureAwait(false)
            ?? throw Empty("The deployment");
    }

    public async ValueTask<Deployment> CreateAsync(long appId, CreateDeploymentRequest request, CancellationToken cancellationToken)
    {
        using HttpContent body = JsonOf(request);
        using HttpResponseMessage response = await _endpoint.CreateAsync(appId, body, new SingleSend(), cancellationToken).ConfigureAwait(false);
        return await _answers.ReadAsync(response, SpiceJsonContext.Default.Deployment).ConfigureAwait(false)
            ?? throw Empty("The created deployment");
    }

    private static ByteArrayContent JsonOf(CreateDeploymentRequest request)
    {
        var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, SpiceJsonContext.Default.CreateDeploymentRequest));
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        return body;
    }

    private static RefitSettings CreateRefitSettings(ApiExceptionFactory exceptions)
    {
        RefitSettings settings = RequestSettings.Create(SpiceJsonContext.Default);
        settings.TransportExceptionFactory = exceptions.Broken;
        return settings;
    }

    private static SpiceApiException Empty(string what) =>
        new($"{what} was answered without content.") { Kind = ApiFaultKind.AcceptedUnread };
}
