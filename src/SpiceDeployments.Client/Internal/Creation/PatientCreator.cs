using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Creates deployments, each as soon as no other is in its way.</summary>
internal sealed class PatientCreator(DeploymentCreator creator, ActiveDeploymentFinder activeDeployments, TimeProvider timeProvider, ILogger logger)
{
    private readonly PollingPipeline<Deployment> _pipeline = new(timeProvider);

    /// <exception cref="DeploymentConflictException">Another deployment was in the way for all of the timeout.</exception>
    /// <exception cref="DeploymentOutcomeUnknownException">The request was sent, and whether it made a deployment cannot be told.</exception>
    /// <exception cref="SpiceApiException">Nothing was created.</exception>
    public async Task<Deployment> CreateAsync(CreateOperation create, PollingOptions polling, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var patiently = new PatientCreate(creator, activeDeployments, create, polling, timeout, timeProvider, logger);
        try
        {
            return await _pipeline.RunAsync(patiently, cancellationToken).ConfigureAwait(false);
        }
        catch (SpiceApiException fault) when (patiently.StillConflicts(fault))
        {
            throw creator.EndOf(create, patiently.Conflict);
        }
        catch (OperationCanceledException cancellation)
        {
            creator.TellIfAbandoned(create, cancellation);
            throw;
        }
    }
}
