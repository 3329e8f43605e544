using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Creates one deployment: sends the request again only where it cannot make a second one, and finds out what a lost answer hides.</summary>
internal sealed class DeploymentCreator(DeploymentsApi api, ActiveDeploymentFinder activeDeployments, TimeProvider timeProvider, ILogger logger)
{
    private const int MaxSends = 3;

    private static readonly TimeSpan ResendDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);

    private readonly CreateReconciler _reconciler = new(api, timeProvider, logger);

    /// <exception cref="DeploymentConflictException">Another deployment is in the way.</exception>
    /// <exception cref="DeploymentOutcomeUnknownException">The request was sent, and whether it made a deployment cannot be told.</exception>
    /// <exception cref="SpiceApiException">Nothing was created.</exception>
    public async Task<Deployment> CreateAsync(CreateOperation create, CancellationToken cancellationToken)
    {
        using Activity? activity = ClientActivity.StartCreate(create.AppId);
        try
        {
            return activity.SetDeployment(await SendUntilSettledAsync(create, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception fault)
        {
            TellIfAbandoned(create, fault);
            activity.SetFault(fault);
            throw;
        }
    }

    /// <summary>A caller who gives up while the end of a create is open is told so, once.</summary>
    public void TellIfAbandoned(CreateOperation create, Exception fault)
    {
        if (fault is OperationCanceledException && create is { IsOpen: true, IsAbandoned: false })
        {
            create.MarkAbandoned();
            CreateDecision.Cancelled(logger, create.AppId);
        }
    }

    /// <summary>What to throw when a conflict is the end of a create: it may be with what an earlier request has made, where nothing else shows.</summary>
    public Exception EndOf(CreateOperation create, DeploymentConflictException conflict)
    {
        if (create.Ambiguous is not { Fault: var fault } || conflict.ActiveDeployment is not null)
        {
            return conflict;
        }

        DeploymentOutcomeUnknownException unknown = OutcomeUnknown.BehindConflict(create.AppId, fault);
        CreateDecision.Undecided(logger, create.AppId, unknown);
        return unknown;
    }

    private static bool IsLastSend(CreateOperation create, SpiceApiException fault) =>
        !fault.IsTransient || fault.RetryAfter > MaxRetryAfter || create.Sends >= MaxSends;

    private static bool IsConflict(SpiceApiException answer) => answer.StatusCode is HttpStatusCode.Conflict;

    private async ValueTask<Deployment> SendUntilSettledAsync(CreateOperation create, CancellationToken cancellationToken)
    {
        bool mayShowByNow = create.Ambiguous is not null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (mayShowByNow && await FindAtOnceAsync(create, cancellationToken).ConfigureAwait(false) is { } late)
            {
                return late;
            }

            var sentAt = LocalTime.Now(timeProvider);
            SpiceApiException fault;
            try
            {
                return await SendAsync(create, cancellationToken).ConfigureAwait(false);
            }
            catch (SpiceApiException exception)
            {
                create.IsUnderWay = false;
                fault = exception;
            }

            create.Sends += IsConflict(fault) ? 0 : 1;
            if (await FindOwnAsync(create, sentAt, fault, cancellationToken).ConfigureAwait(false) is { } own)
            {
                return own;
            }

            if (IsConflict(fault))
            {
                CreateDecision.Conflict(logger, create.AppId);
                DeploymentConflictException conflict = await activeDeployments.DescribeAsync(create.AppId, fault, cancellationToken).ConfigureAwait(false);
                throw create.OutlastsConflicts ? conflict : EndOf(create, conflict);
            }

            if (IsLastSend(create, fault))
            {
                throw GivenUp(fault, create);
            }

            mayShowByNow = create.Ambiguous is not null && fault.RetryAfter > ResendDelay;
            await DelayAsync(create, fault, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The fault of the last request, with what is known of the earlier ones.</summary>
    private static SpiceApiException GivenUp(SpiceApiException fault, CreateOperation create)
    {
        if (create.Ambiguous is { Count: var count })
        {
            string times = count is 1 ? "once" : $"{count} times";
            fault.Remark = $"The create was sent {times} without a clear answer, and the app's list shows no deployment that came of it.";
        }

        return fault;
    }

    private Task DelayAsync(CreateOperation create, SpiceApiException fault, CancellationToken cancellationToken)
    {
        TimeSpan delay = fault.RetryAfter > ResendDelay ? fault.RetryAfter.Value : ResendDelay;
        CreateDecision.SendAgain(logger, create.AppId, delay, fault);
        return Task.Delay(delay, timeProvider, cancellationToken);
    }

    private async ValueTask<Deployment> SendAsync(CreateOperation create, CancellationToken cancellationToken)
    {
        CreateDecision.Sent(logger, create.AppId);
        create.IsUnderWay = true;
        Deployment created = await api.CreateAsync(create.AppId, create.Request, cancellationToken).ConfigureAwait(false);
        CreateDecision.Created(logger, create.AppId, created.Id);
        return created;
    }

    /// <summary>The deployment that this request, or an earlier one of the same create, has made; null when there is none.</summary>
    private async Task<Deployment?> FindOwnAsync(CreateOperation create, LocalTime sentAt, SpiceApiException fault, CancellationToken cancellationToken)
    {
        if (fault.Kind is ApiFaultKind.Unclear or ApiFaultKind.AcceptedUnread)
        {
            create.MarkAmbiguous(sentAt, fault);
            CreateDecision.Ambiguous(logger, create.AppId, fault);
        }
        else if (!IsLastSend(create, fault))
        {
            return null;
        }

        if (create.Ambiguous is not { Since: var since })
        {
            return null;
        }

        Deployment? own = await _reconciler.FindAsync(create, since, fault, cancellationToken).ConfigureAwait(false);
        return own is null && fault.Kind is ApiFaultKind.AcceptedUnread ? throw OutcomeUnknown.AcceptedAndNotFound(create.AppId, fault) : own;
    }

    /// <summary>The deployment that an earlier request has made, if it shows by now.</summary>
    private async Task<Deployment?> FindAtOnceAsync(CreateOperation create, CancellationToken cancellationToken) =>
        create.Ambiguous is { Since: var since, Fault: var fault }
            ? await _reconciler.FindAtOnceAsync(create, since, fault, cancellationToken).ConfigureAwait(false)
            : null;
}
