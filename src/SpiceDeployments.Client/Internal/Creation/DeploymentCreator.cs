using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Creates one deployment. The request is sent again only if that cannot create a second one.</summary>
internal sealed class DeploymentCreator(DeploymentsApi api, CreateRequestSender sender, CreateReconciler reconciler, TimeProvider timeProvider, ILogger logger)
{
    private readonly DeploymentsApi _api = api;
    private readonly CreateRequestSender _sender = sender;
    private readonly CreateReconciler _reconciler = reconciler;
    private readonly TimeProvider _timeProvider = timeProvider;
    private readonly ILogger _logger = logger;

    /// <exception cref="DeploymentConflictException">Another deployment was active for the whole conflict timeout.</exception>
    /// <exception cref="DeploymentOutcomeUnknownException">Whether a request created a deployment is unknown.</exception>
    /// <exception cref="SpiceApiException">Nothing was created.</exception>
    public ValueTask<CreatedDeployment> CreateAsync(
        long appId, CreateDeploymentRequest request, ConflictPolicy conflictPolicy, ProgressReporter progress, CancellationToken cancellationToken) =>
        new Create(this, appId, request, conflictPolicy, progress).ExecuteAsync(cancellationToken);

    /// <summary>One create: the requests that were sent, and what is known about them.</summary>
    private sealed class Create(DeploymentCreator creator, long appId, CreateDeploymentRequest request, ConflictPolicy conflictPolicy, ProgressReporter progress)
        : CreateCall(appId, creator._sender, progress, creator._timeProvider, creator._logger)
    {
        private ConflictGate? _conflicts;
        private DeploymentConflictException? _conflict; // The last one.
        private IndeterminateCreate? _indeterminate;
        private SpiceApiException? _indeterminateError;

        protected override CreateDeploymentRequest Request => request;

        protected override CreateExceptions.Subject Subject => new(AppId);

        protected override async ValueTask<CreatedDeployment> RunAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                var permit = new SendPermit(TimeProvider);
                CreateOutcome outcome = await SendAsync(permit, cancellationToken).ConfigureAwait(false);
                if (outcome is CreateOutcome.Created { Deployment: var created })
                {
                    return created;
                }

                var failed = (CreateOutcome.Failed)outcome;
                Record(failed, permit.SentAt);
                CreatedDeployment? own = await ReconcileAsync(failed, cancellationToken).ConfigureAwait(false);
                if (own is null && await WaitBeforeResendAsync(failed, cancellationToken).ConfigureAwait(false))
                {
                    own = await RecheckAsync(cancellationToken).ConfigureAwait(false);
                }

                if (own is not null)
                {
                    return own;
                }

                Progress.ReportCreation(request, DeploymentStage.Sending);
            }
        }

        private void Record(CreateOutcome.Failed failed, ClockReading sentAt)
        {
            Record(failed);
            if (failed is CreateOutcome.Indeterminate)
            {
                _indeterminate ??= new IndeterminateCreate(AppId, request, sentAt, _conflict?.ActiveDeployment?.Id);
                _indeterminateError = failed.Error;
            }
        }

        /// <summary>Returns the deployment that this request, or an earlier one of the same create, created, or <c>null</c> if there is none.</summary>
        private async Task<CreatedDeployment?> ReconcileAsync(CreateOutcome.Failed failed, CancellationToken cancellationToken)
        {
            if (_indeterminate is null || (failed is not CreateOutcome.Indeterminate && CanResend(failed)))
            {
                return null;
            }

            Progress.ReportCreation(request, DeploymentStage.Reconciling);
            CreatedDeployment? own = await creator._reconciler.FindAsync(_indeterminate, failed.Error, cancellationToken).ConfigureAwait(false);
            return own is null && failed is CreateOutcome.Indeterminate { WasAccepted: true }
                ? throw CreateExceptions.AcceptedAndNotListed(Subject, failed.Error)
                : own;
        }

        /// <summary>Waits until the request may be sent again, or throws if it may not.</summary>
        /// <returns>Whether the wait was long enough for the deployment of an earlier request to be listed by now.</returns>
        private async Task<bool> WaitBeforeResendAsync(CreateOutcome.Failed failed, CancellationToken cancellationToken)
        {
            if (failed is CreateOutcome.Conflict)
            {
                await WaitForConflictAsync(failed.Error, cancellationToken).ConfigureAwait(false);
                return true;
            }

            if (CanResend(failed))
            {
                return await WaitBeforeResendAsync(failed.Error, cancellationToken).ConfigureAwait(false);
            }

            // Once there was a conflict, a request that the service does not process is retried until the conflict timeout elapses.
            if (failed is CreateOutcome.NotProcessed && _conflicts is not null && _conflict is not null)
            {
                return await _conflicts.WaitForServiceAsync(failed.Error, cancellationToken).ConfigureAwait(false) ? true : throw ToException(_conflicts.ToFinal(_conflict));
            }

            throw ToFinal(failed.Error);
        }

        /// <summary>Returns the deployment of an earlier indeterminate request, if it is listed by now.</summary>
        private async Task<CreatedDeployment?> RecheckAsync(CancellationToken cancellationToken) => _indeterminate is null || _indeterminateError is null
            ? null
            : await creator._reconciler.CheckOnceAsync(_indeterminate, _indeterminateError, cancellationToken).ConfigureAwait(false);

        /// <exception cref="DeploymentConflictException">The conflict timeout elapsed.</exception>
        private async Task WaitForConflictAsync(SpiceApiException rejection, CancellationToken cancellationToken)
        {
            CreateTelemetry.Conflict(Logger, AppId);
            _conflicts ??= new ConflictGate(creator._api, AppId, request, conflictPolicy, Progress, TimeProvider, Logger);
            _conflict = await _conflicts.DescribeAsync(rejection, cancellationToken).ConfigureAwait(false);
            if (!await _conflicts.WaitAsync(_conflict, cancellationToken).ConfigureAwait(false))
            {
                throw ToException(_conflicts.ToFinal(_conflict));
            }
        }

        /// <summary>
        /// Converts a final conflict into the exception to throw. The active deployment may be the one of an earlier request, if the response
        /// to that was lost and no active deployment is listed.
        /// </summary>
        private SpiceException ToException(DeploymentConflictException conflict)
        {
            if (_indeterminateError is null || conflict.ActiveDeployment is not null)
            {
                return conflict;
            }

            DeploymentOutcomeUnknownException unknown = CreateExceptions.HiddenByConflict(Subject, _indeterminateError);
            CreateTelemetry.Inconclusive(Logger, AppId, unknown);
            return unknown;
        }
    }
}
