using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Refit;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The deployments API with typed results. Every failure is a <see cref="SpiceApiException"/>.</summary>
internal sealed class DeploymentsApi
{
    private readonly IDeploymentsApi _api;
    private readonly ResponseReader _reader;
    private readonly ILogger _logger;
    private int _hasLoggedUnreadableRecords;

    public DeploymentsApi(HttpClient httpClient, SecretRedactor redactor, TimeProvider timeProvider, ILogger logger)
    {
        var exceptions = new ApiExceptionFactory(timeProvider, redactor);
        _api = RestService.ForGenerated<IDeploymentsApi>(httpClient, RefitSettingsFactory.Create(SpiceJsonContext.Default, exceptions.FromTransportError));
        _reader = new ResponseReader(exceptions, redactor, timeProvider);
        _logger = logger;
    }

    public async Task<ApiResponse<IReadOnlyList<Deployment>>> ListAsync(
        long appId, int? limit, DeploymentStatus? status, Func<TimeSpan>? remainingTime, CancellationToken cancellationToken)
    {
        string? statusText = status is { } value ? DeploymentStatusText.Format(value) : null;
        using HttpResponseMessage response = await _api.ListAsync(appId, limit, statusText, remainingTime, cancellationToken).ConfigureAwait(false);
        ApiResponse<DeploymentList> list = await _reader.ReadWithHeadersAsync(response, appId, DeploymentJson.ReadList).ConfigureAwait(false);
        int unreadableCount = list.Value.UnreadableCount;
        LogUnreadableRecords(appId, unreadableCount);
        return new ApiResponse<IReadOnlyList<Deployment>>(list.Value.Deployments, list.ServerDate, list.RetryAfter, list.ReceivedAt, unreadableCount);
    }

    public async Task<ApiResponse<Deployment>> GetAsync(long appId, long deploymentId, Func<TimeSpan>? remainingTime, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _api.GetAsync(appId, deploymentId, remainingTime, cancellationToken).ConfigureAwait(false);
        return await _reader.ReadWithHeadersAsync(response, appId, (utf8, context) => ReadExpected(utf8, context, deploymentId)).ConfigureAwait(false);
    }

    /// <summary>Sends a create request once.</summary>
    public async ValueTask<ApiResponse<Deployment>> CreateAsync(long appId, CreateDeploymentRequest request, SendPermit permit, CancellationToken cancellationToken)
    {
        using ByteArrayContent body = JsonBody.Create(request, SpiceJsonContext.Default.CreateDeploymentRequest);
        using HttpResponseMessage response = await _api.CreateAsync(appId, body, permit, cancellationToken).ConfigureAwait(false);
        return await _reader.ReadWithHeadersAsync(response, appId, DeploymentJson.Read).ConfigureAwait(false);
    }

    /// <summary>Logs the first list of the client with such records, because every further poll receives them too.</summary>
    private void LogUnreadableRecords(long appId, int count)
    {
        if (count > 0 && Interlocked.Exchange(ref _hasLoggedUnreadableRecords, 1) is 0)
        {
            _logger.UnreadableRecords(appId, count);
        }
    }

    /// <exception cref="JsonException">The text is not a deployment, or another one.</exception>
    private static Deployment ReadExpected(ReadOnlySpan<byte> utf8, ResponseContext context, long deploymentId)
    {
        Deployment deployment = DeploymentJson.Read(utf8, context);
        return deployment.Id == deploymentId
            ? deployment
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"'id' must be {deploymentId}, but is {deployment.Id}."));
    }
}
