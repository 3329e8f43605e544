using System.Text.Json;
using Refit;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The deployments API with typed results. Every failure is a <see cref="SpiceApiException"/>.</summary>
internal sealed class DeploymentsApi(HttpClient httpClient, ApiExceptionFactory exceptions, TimeProvider timeProvider)
{
    private readonly IDeploymentsApi _api = RestService.ForGenerated<IDeploymentsApi>(httpClient, CreateRefitSettings(exceptions));
    private readonly ResponseReader _reader = new(exceptions);

    public async Task<ApiResponse<IReadOnlyList<Deployment>>> ListAsync(
        long appId, int? limit, DeploymentStatus? status, Func<TimeSpan>? remainingTime, CancellationToken cancellationToken)
    {
        string? statusText = status is { } value ? DeploymentStatusText.Format(value) : null;
        using HttpResponseMessage response = await _api.ListAsync(appId, limit, statusText, remainingTime, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Deployment> list = await _reader.ReadAsync(response, appId, DeploymentJson.ReadList).ConfigureAwait(false);
        return CreateResponse(list, response);
    }

    public async Task<ApiResponse<Deployment>> GetAsync(long appId, long deploymentId, Func<TimeSpan>? remainingTime, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _api.GetAsync(appId, deploymentId, remainingTime, cancellationToken).ConfigureAwait(false);
        Deployment deployment = await _reader.ReadAsync(response, appId, DeploymentJson.Read).ConfigureAwait(false);
        return CreateResponse(deployment, response);
    }

    /// <summary>Sends a create request once.</summary>
    public async ValueTask<Deployment> CreateAsync(long appId, CreateDeploymentRequest request, CancellationToken cancellationToken)
    {
        using ByteArrayContent body = CreateBody(request);
        using HttpResponseMessage response = await _api.CreateAsync(appId, body, new SendPermit(), cancellationToken).ConfigureAwait(false);
        return await _reader.ReadAsync(response, appId, DeploymentJson.Read).ConfigureAwait(false);
    }

    /// <summary>Serializes to a buffer of known length. Refit's own body serializer would send the body in chunks.</summary>
    private static ByteArrayContent CreateBody(CreateDeploymentRequest request)
    {
        var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, SpiceJsonContext.Default.CreateDeploymentRequest));
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        return body;
    }

    private static RefitSettings CreateRefitSettings(ApiExceptionFactory exceptions)
    {
        RefitSettings settings = RefitSettingsFactory.Create(SpiceJsonContext.Default);
        settings.TransportExceptionFactory = exceptions.FromTransportError;
        return settings;
    }

    private ApiResponse<T> CreateResponse<T>(T value, HttpResponseMessage response)
    {
        ClockReading receivedAt = response.Content is BufferedContent buffered ? buffered.ReceivedAt : ClockReading.Now(timeProvider);
        return new ApiResponse<T>(value, response.Headers.Date, RetryAfterHeader.Parse(response, timeProvider), receivedAt);
    }
}
