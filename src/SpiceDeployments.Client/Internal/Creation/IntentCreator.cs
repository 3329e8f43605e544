using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Creates the deployments of intents: one deployment for each key, whichever process creates and however often.</summary>
internal sealed class IntentCreator(DeploymentsApi api, CreateRequestSender sender, DeploymentsClientOptions options, TimeProvider timeProvider, ILogger logger)
{
    private readonly DeploymentsApi _api = api;
    private readonly CreateRequestSender _sender = sender;
    private readonly DeploymentsClientOptions _options = options;
    private readonly TimeProvider _timeProvider = timeProvider;
    private readonly ILogger _logger = logger;

    /// <summary>The windows of the intents that this client prepared, by the instance: a copy may have been sent by another process.</summary>
    private readonly ConditionalWeakTable<DeploymentIntent, SendWindow> _windows = [];

    /// <summary>Prepares an intent. Creates nothing.</summary>
    /// <exception cref="SpiceApiException">The list is unavailable.</exception>
    public async Task<DeploymentIntent> PrepareAsync(long appId, CreateDeploymentRequest request, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid();
        var intent = new DeploymentIntent { Key = key, AppId = appId, Request = _options.MarkCreates ? IntentMarker.Mark(request, key) : request };
        IntentCheck check = await CheckAsync(intent, cancellationToken).ConfigureAwait(false);
        return Prepare(intent, check);
    }

    /// <summary>Creates the deployment of an intent, unless the intent has created one before.</summary>
    /// <exception cref="DeploymentConflictException">Another deployment was active for the whole conflict timeout. Nothing was created.</exception>
    /// <exception cref="DeploymentIntentExpiredException">The request would have to be sent later than the intent allows. Nothing was created.</exception>
    /// <exception cref="DeploymentOutcomeUnknownException">Whether a request created a deployment is unknown.</exception>
    /// <exception cref="SpiceApiException">Nothing was created.</exception>
    public ValueTask<CreatedDeployment> CreateAsync(
        DeploymentIntent intent,
        ConflictPolicy conflictPolicy,
        Func<DeploymentIntent, CancellationToken, Task>? saveIntent,
        ProgressReporter progress,
        CancellationToken cancellationToken) =>
        new Create(this, intent, conflictPolicy, saveIntent, progress).ExecuteAsync(cancellationToken);

    /// <summary>Returns a newer deployment of the same intent, which has replaced this one, or <c>null</c> if there is none.</summary>
    public async Task<CreatedDeployment?> FindDuplicateAsync(DeploymentIntent intent, Deployment superseded, CancellationToken cancellationToken)
    {
        IntentCheck check = await CheckAsync(intent, cancellationToken).ConfigureAwait(false);
        if (check.FindMarked(intent) is not { } newest || newest.Id == superseded.Id)
        {
            return null;
        }

        check.ReportDuplicates(intent, newest, _logger);
        return new CreatedDeployment(newest, RetryAfter: null);
    }

    /// <summary>Lists the app. The window of a preparation starts before the request, so that it ends early rather than late.</summary>
    private async Task<IntentCheck> CheckAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        var window = new SendWindow(_timeProvider, _options.IntentTiming.SendWindow);
        ApiResponse<IReadOnlyList<Deployment>> list = await _api.ListAsync(
            intent.AppId, ListDeploymentsOptions.MaxLimit, status: null, remainingTime: null, cancellationToken).ConfigureAwait(false);
        return new IntentCheck(SupersededDetector.Apply(list.Value), list.UnreadableCount is 0, list.ServerDate, window.Elapsed, window);
    }

    /// <summary>Prepares an intent, or prepares it again, from a list that shows no deployment of the intent.</summary>
    private DeploymentIntent Prepare(DeploymentIntent intent, IntentCheck check)
    {
        DateTimeOffset preparedAt = check.ServerDate ?? _timeProvider.GetUtcNow();
        DeploymentIntent prepared = intent with
        {
            PreparedAt = preparedAt,
            IsPreparedByLocalClock = check.ServerDate is null,
            LatestDeploymentId = check.List.Count is 0 ? null : check.List.Max(deployment => deployment.Id),
            SettledAfter = DateTimeOffset.MaxValue - preparedAt > GetSettlingTime() ? preparedAt + GetSettlingTime() : DateTimeOffset.MaxValue,
        };
        _windows.Add(prepared, check.Window);
        return prepared;
    }

    private TimeSpan GetSettlingTime() => _options.IntentTiming.GetSettlingTime(_options.AttemptTimeout);

    /// <summary>Returns the window of an intent that this client prepared and that no call has taken, or <c>null</c>.</summary>
    private SendWindow? TakeWindow(DeploymentIntent intent) => _windows.TryGetValue(intent, out SendWindow? window) && window.TryTake() ? window : null;

    /// <summary>One call with an intent: the requests that were sent, and what is known about them.</summary>
    private sealed class Create(
        IntentCreator creator,
        DeploymentIntent intent,
        ConflictPolicy conflictPolicy,
        Func<DeploymentIntent, CancellationToken, Task>? saveIntent,
        ProgressReporter progress)
        : CreateCall(intent.AppId, creator._sender, progress, creator._timeProvider, creator._logger)
    {
        private readonly IntentSettlement _settlement = new(creator.CheckAsync, creator.GetSettlingTime(), creator._timeProvider, progress);

        private DeploymentIntent _intent = intent;
        private SendWindow? _window;
        private ConflictGate? _conflicts;
        private SpiceApiException? _lastError;

        protected override CreateDeploymentRequest Request => _intent.Request;

        protected override CreateExceptions.Subject Subject => CreateExceptions.Subject.Of(_intent);

        protected override async ValueTask<CreatedDeployment> RunAsync(CancellationToken cancellationToken)
        {
            _window = creator.TakeWindow(_intent);
            Deployment? own = _window is null ? await ResumeAsync(cancellationToken).ConfigureAwait(false) : null;
            while (own is null)
            {
                own = await EnsureWindowAsync(cancellationToken).ConfigureAwait(false);
                if (own is null)
                {
                    CreateOutcome outcome = await SendAsync(new SendPermit(TimeProvider, _window), cancellationToken).ConfigureAwait(false);
                    if (outcome is CreateOutcome.Created { Deployment: var created })
                    {
                        CheckMarker(created.Deployment);
                        return await FindDuplicateAsync(created, cancellationToken).ConfigureAwait(false);
                    }

                    own = await HandleAsync((CreateOutcome.Failed)outcome, cancellationToken).ConfigureAwait(false);
                }
            }

            return new CreatedDeployment(own, RetryAfter: null);
        }

        /// <summary>Returns the deployment that another call with the intent created. If there is none, prepares the intent again and returns <c>null</c>.</summary>
        private async Task<Deployment?> ResumeAsync(CancellationToken cancellationToken)
        {
            HasUnresolvedRequest = true;
            (Deployment? own, IntentCheck check) = await SettleAsync(cancellationToken).ConfigureAwait(false);
            if (own is null)
            {
                HasUnresolvedRequest = false;
                await PrepareAgainAsync(check, cancellationToken).ConfigureAwait(false);
            }

            return own;
        }

        /// <summary>Returns the deployment of the intent, or <c>null</c> once no request that was sent can create one any more.</summary>
        private async Task<(Deployment? Own, IntentCheck Check)> SettleAsync(CancellationToken cancellationToken)
        {
            IntentCheck check = await _settlement.WaitAsync(_intent, _lastError, cancellationToken).ConfigureAwait(false);
            Deployment? own = check.FindOwn(_intent, _lastError);
            Report(check, own);
            return (own, check);
        }

        /// <summary>Prepares the intent again if its window has elapsed. Returns the deployment of the intent if one is listed.</summary>
        private async Task<Deployment?> EnsureWindowAsync(CancellationToken cancellationToken)
        {
            if (_window is { HasElapsed: false })
            {
                return null;
            }

            Progress.ReportCreation(Request, DeploymentStage.Preparing);
            IntentCheck check = await creator.CheckAsync(_intent, cancellationToken).ConfigureAwait(false);
            Deployment? own = FindMarked(check);
            if (own is null)
            {
                await PrepareAgainAsync(check, cancellationToken).ConfigureAwait(false);
            }

            return own;
        }

        /// <summary>The intent is stored before it is sent: another process that reads it must know how late the request may be.</summary>
        private async Task PrepareAgainAsync(IntentCheck check, CancellationToken cancellationToken)
        {
            if (saveIntent is null)
            {
                throw CreateExceptions.IntentExpired(_intent, _lastError);
            }

            DeploymentIntent prepared = creator.Prepare(_intent, check);
            await saveIntent(prepared, cancellationToken).ConfigureAwait(false);
            (_intent, _window) = (prepared, creator.TakeWindow(prepared));
            Progress.ReportCreation(Request, DeploymentStage.Sending);
        }

        /// <summary>Returns the deployment of the intent if one is listed, or <c>null</c> if the request may be sent again.</summary>
        private async Task<Deployment?> HandleAsync(CreateOutcome.Failed failed, CancellationToken cancellationToken)
        {
            Record(failed);
            _lastError = failed.Error;
            switch (failed)
            {
                case CreateOutcome.Conflict:
                    return await HandleConflictAsync(failed.Error, cancellationToken).ConfigureAwait(false);
                case CreateOutcome.Indeterminate indeterminate:
                    return await ReconcileAsync(indeterminate, cancellationToken).ConfigureAwait(false);
                case CreateOutcome.Expired when HasAttemptsLeft:
                    return null;
                case CreateOutcome.NotProcessed when CanResend(failed):
                    await WaitBeforeResendAsync(failed.Error, cancellationToken).ConfigureAwait(false);
                    Progress.ReportCreation(Request, DeploymentStage.Sending);
                    return null;
                case CreateOutcome.NotProcessed when _conflicts is not null && await _conflicts.WaitForServiceAsync(failed.Error, cancellationToken).ConfigureAwait(false):
                    return null;
                case CreateOutcome.Expired:
                    throw CreateExceptions.IntentExpired(_intent, _lastError);
                default:
                    throw ToFinal(failed.Error);
            }
        }

        private async Task<Deployment?> ReconcileAsync(CreateOutcome.Indeterminate indeterminate, CancellationToken cancellationToken)
        {
            Progress.ReportCreation(Request, DeploymentStage.Reconciling);
            (Deployment? own, IntentCheck check) = await SettleAsync(cancellationToken).ConfigureAwait(false);
            if (own is not null)
            {
                return own;
            }

            if (indeterminate.WasAccepted)
            {
                throw CreateExceptions.AcceptedAndNotListed(Subject, indeterminate.Error);
            }

            HasUnresolvedRequest = false;
            if (!HasAttemptsLeft)
            {
                throw ToFinal(indeterminate.Error);
            }

            await PrepareAgainAsync(check, cancellationToken).ConfigureAwait(false);
            return null;
        }

        /// <summary>The active deployment may be that of a process that resumed the intent while this one did not run.</summary>
        private async Task<Deployment?> HandleConflictAsync(SpiceApiException rejection, CancellationToken cancellationToken)
        {
            CreateTelemetry.Conflict(Logger, AppId);
            if (await TryCheckAsync(cancellationToken).ConfigureAwait(false) is { } check && FindMarked(check) is { } own)
            {
                return own;
            }

            _conflicts ??= new ConflictGate(creator._api, AppId, Request, LimitToWindow(conflictPolicy), Progress, TimeProvider, Logger);
            DeploymentConflictException conflict = await _conflicts.DescribeAsync(rejection, cancellationToken).ConfigureAwait(false);
            if (await _conflicts.WaitAsync(conflict, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            throw saveIntent is null && conflictPolicy.Timeout > TimeSpan.Zero ? CreateExceptions.IntentExpired(_intent, conflict) : _conflicts.ToFinal(conflict);
        }

        /// <summary>Without <c>SaveIntent</c> the request cannot be sent after the window, so that a longer wait would be in vain.</summary>
        private ConflictPolicy LimitToWindow(ConflictPolicy policy) => saveIntent is null && _window?.Remaining < policy.Timeout ? policy with { Timeout = _window.Remaining } : policy;

        /// <summary>The response may omit the message, which proves nothing.</summary>
        private void CheckMarker(Deployment created)
        {
            if (created.CommitMessage is not null && IntentMarker.HasMarker(_intent) && !IntentMarker.IsMarked(created, _intent.Key))
            {
                Logger.IntentKeyNotReturned(created.Id, AppId);
            }
        }

        /// <summary>
        /// If the process was suspended between the last check of the window and the request, another process may have created a deployment of
        /// the same intent. The client cannot prevent that, and reports both deployments.
        /// </summary>
        private async Task<CreatedDeployment> FindDuplicateAsync(CreatedDeployment created, CancellationToken cancellationToken)
        {
            if (_window is { HasElapsed: false })
            {
                return created;
            }

            IntentCheck? check = await TryCheckAsync(cancellationToken).ConfigureAwait(false);
            Deployment newest = check?.FindMarked(_intent) is { } listed && listed.Id > created.Deployment.Id ? listed : created.Deployment;
            check?.ReportDuplicates(_intent, newest, created.Deployment, Logger);
            return created with { Deployment = newest };
        }

        /// <summary>The response to the create is what matters. If the list is unavailable, or the caller cancels, returns <c>null</c>.</summary>
        private async Task<IntentCheck?> TryCheckAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await creator.CheckAsync(_intent, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SpiceApiException or OperationCanceledException)
            {
                return null;
            }
        }

        private Deployment? FindMarked(IntentCheck check)
        {
            Deployment? own = check.FindMarked(_intent);
            if (own is not null)
            {
                Report(check, own);
            }

            return own;
        }

        private void Report(IntentCheck check, Deployment? own)
        {
            if (own is null)
            {
                CreateTelemetry.NotFound(Logger, AppId);
                return;
            }

            CreateTelemetry.Found(Logger, AppId, own.Id);
            check.ReportDuplicates(_intent, own, Logger);
        }
    }
}
