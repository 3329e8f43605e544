using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>Reports the steps of a create: each as a log message, as an event of the current activity and, for some, as a metric.</summary>
internal static class CreateTelemetry
{
    public const string SendingEvent = "spice.create.sending";
    public const string CreatedEvent = "spice.create.created";
    public const string ConflictEvent = "spice.create.conflict";
    public const string IndeterminateEvent = "spice.create.indeterminate";
    public const string FoundEvent = "spice.create.found";
    public const string NotFoundEvent = "spice.create.not_found";
    public const string InconclusiveEvent = "spice.create.inconclusive";
    public const string ResendingEvent = "spice.create.resending";
    public const string CanceledEvent = "spice.create.canceled";
    public const string DuplicateEvent = "spice.create.duplicate";

    public static void Sending(ILogger logger, long appId)
    {
        logger.CreateSending(appId);
        AddEvent(SendingEvent);
    }

    public static void Created(ILogger logger, long appId, long deploymentId)
    {
        logger.DeploymentCreated(deploymentId, appId);
        AddEvent(CreatedEvent);
    }

    public static void Conflict(ILogger logger, long appId)
    {
        logger.CreateConflict(appId);
        ClientMetrics.RecordConflict();
        AddEvent(ConflictEvent);
    }

    public static void Indeterminate(ILogger logger, long appId, Exception exception)
    {
        logger.CreateIndeterminate(appId, exception);
        AddEvent(IndeterminateEvent);
    }

    public static void Found(ILogger logger, long appId, long deploymentId)
    {
        logger.CreateReconciled(deploymentId, appId);
        ClientMetrics.RecordReconciliation("found");
        AddEvent(FoundEvent);
    }

    public static void NotFound(ILogger logger, long appId)
    {
        logger.CreateNotFound(appId);
        ClientMetrics.RecordReconciliation("not_found");
        AddEvent(NotFoundEvent);
    }

    public static void Inconclusive(ILogger logger, long appId, Exception exception)
    {
        logger.CreateOutcomeUnknown(appId, exception);
        ClientMetrics.RecordReconciliation("inconclusive");
        AddEvent(InconclusiveEvent);
    }

    public static void Resending(ILogger logger, long appId, TimeSpan delay, Exception exception)
    {
        logger.CreateRetryScheduled(appId, delay.TotalSeconds, exception);
        AddEvent(ResendingEvent);
    }

    public static void Canceled(ILogger logger, long appId)
    {
        logger.CreateCanceled(appId);
        AddEvent(CanceledEvent);
    }

    /// <summary>Reports a second deployment of an intent.</summary>
    public static void Duplicate(ILogger logger, long appId, long deploymentId, long duplicateId)
    {
        logger.DuplicateFound(deploymentId, duplicateId, appId);
        ClientMetrics.RecordDuplicate();
        AddEvent(DuplicateEvent);
    }

    private static void AddEvent(string name) => Activity.Current?.AddEvent(new ActivityEvent(name));
}
