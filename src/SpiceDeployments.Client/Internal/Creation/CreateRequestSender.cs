using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Sends a create request once, and classifies the outcome.</summary>
internal sealed class CreateRequestSender(DeploymentsApi api, ServerClocks clocks, TimeProvider timeProvider, ILogger logger)
{
    /// <exception cref="OperationCanceledException">The caller canceled. If the request was sent (<see cref="SendPermit.IsSent"/>), whether a deployment was created is unknown.</exception>
    public async ValueTask<CreateOutcome> SendAsync(long appId, CreateDeploymentRequest request, SendPermit permit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CreateTelemetry.Sending(logger, appId);
        try
        {
            ApiResponse<Deployment> response = await api.CreateAsync(appId, request, permit, cancellationToken).ConfigureAwait(false);
            clocks.Observe(response.Value.CreatedAt, response.ServerDate, timeProvider.GetElapsedTime(permit.SentAt.Timestamp, response.ReceivedAt.Timestamp));
            CreateTelemetry.Created(logger, appId, response.Value.Id);
            return new CreateOutcome.Created(new CreatedDeployment(response.Value, response.RetryAfter));
        }
        catch (SpiceApiException exception)
        {
            return CreateOutcome.FromError(exception);
        }
        catch (OperationCanceledException)
        {
            permit.TryRevoke(); // A request that has not been sent by now never will be.
            throw;
        }
    }
}
