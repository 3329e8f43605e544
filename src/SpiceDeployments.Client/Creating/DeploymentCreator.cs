using System.Net;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Diagnostics;
using SpiceDeployments.Client.Errors;
using SpiceDeployments.Client.Wire;

namespace SpiceDeployments.Client.Creating;

/// <summary>Creates a deployment with one POST, and tells what came of it.</summary>
internal sealed class DeploymentCreator(DeploymentsApi api, ILogger logger)
{
    /// <exception cref="DeploymentConflictException">Another deployment is in the way.</exception>
    /// <exception cref="DeploymentOutcomeUnknownException">The request was sent, and no readable answer came.</exception>
    /// <exception cref="SpiceApiException">Nothing was created.</exception>
    public async Task<Deployment> CreateAsync(long appId, CreateDeploymentRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            Deployment created = await api.CreateAsync(appId, request, cancellationToken).ConfigureAwait(false);
            logger.Created(appId, created.Id);
            return created;
        }
        catch (SpiceApiException answer) when (answer.StatusCode is HttpStatusCode.Conflict)
        {
            throw await ConflictAsync(appId, answer, cancellationToken).ConfigureAwait(false);
        }
        catch (SpiceApiException fault) when (fault.Kind is ApiFaultKind.Unclear or ApiFaultKind.AcceptedUnread)
        {
            logger.CreateOutcomeUnknown(appId, fault);
            throw OutcomeUnknown(appId, fault);
        }
        catch (OperationCanceledException)
        {
            logger.CreateCancelled(appId);
            throw;
        }
    }

    /// <summary>The newest deployment that is not over yet, or null where none shows.</summary>
    public async Task<Deployment?> FindActiveAsync(long appId, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(appId, limit: null, status: null, cancellationToken).ConfigureAwait(false);
        return ActiveDeployment.FindIn(list);
    }

    /// <summary>The conflict is what counts: where the list cannot be had, it is told without the deployment in the way.</summary>
    private async Task<DeploymentConflictException> ConflictAsync(long appId, SpiceApiException answer, CancellationToken cancellationToken)
    {
        try
        {
            return new DeploymentConflictException(answer, await FindActiveAsync(appId, cancellationToken).ConfigureAwait(false));
        }
        catch (SpiceApiException)
        {
            return new DeploymentConflictException(answer, activeDeployment: null);
        }
    }

    private static DeploymentOutcomeUnknownException OutcomeUnknown(long appId, SpiceApiException fault)
    {
        string certainty = fault.Kind is ApiFaultKind.AcceptedUnread
            ? "The service accepted it, so a deployment exists, but which one is unknown."
            : "There may be a new deployment or none.";
        return new DeploymentOutcomeUnknownException(
            $"The outcome of the create for app {appId} is unknown. {certainty} List the app's deployments before creating again. {fault.Message}", fault);
    }
}
