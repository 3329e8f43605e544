using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>What was decided about a create: each a log message, an event of the current activity and, where one counts it, a metric.</summary>
internal static class CreateDecision
{
    public const string SentEvent = "spice.create.sent";
    public const string CreatedEvent = "spice.create.created";
    public const string ConflictEvent = "spice.create.conflict";
    public const string AmbiguousEvent = "spice.create.ambiguous";
    public const string FoundEvent = "spice.create.found";
    public const string NotFoundEvent = "spice.create.not_found";
    public const string UndecidedEvent = "spice.create.undecided";
    public const string SendAgainEvent = "spice.create.send_again";
    public const string CancelledEvent = "spice.create.cancelled";

    public static void Sent(ILogger logger, long appId)
    {
        logger.CreateSent(appId);
        AddEvent(SentEvent);
    }

    public static void Created(ILogger logger, long appId, long deploymentId)
    {
        logger.Created(appId, deploymentId);
        AddEvent(CreatedEvent);
    }

    public static void Conflict(ILogger logger, long appId)
    {
        logger.CreateConflicts(appId);
        ClientMetrics.Conflicted();
        AddEvent(ConflictEvent);
    }

    public static void Ambiguous(ILogger logger, long appId, Exception fault)
    {
        logger.CreateAmbiguous(appId, fault);
        AddEvent(AmbiguousEvent);
    }

    public static void Found(ILogger logger, long appId, long deploymentId)
    {
        logger.CreateFound(appId, deploymentId);
        ClientMetrics.Reconciled("found");
        AddEvent(FoundEvent);
    }

    public static void NotFound(ILogger logger, long appId)
    {
        logger.CreateNotFound(appId);
        ClientMetrics.Reconciled("not_found");
        AddEvent(NotFoundEvent);
    }

    public static void Undecided(ILogger logger, long appId, Exception outcome)
    {
        logger.CreateUndecided(appId, outcome);
        ClientMetrics.Reconciled("undecided");
        AddEvent(UndecidedEvent);
    }

    public static void SendAgain(ILogger logger, long appId, TimeSpan delay, Exception fault)
    {
        logger.CreateSentAgain(appId, delay.TotalSeconds, fault);
        AddEvent(SendAgainEvent);
    }

    public static void Cancelled(ILogger logger, long appId)
    {
        logger.CreateCancelled(appId);
        AddEvent(CancelledEvent);
    }

    private static void AddEvent(string name) => Activity.Current?.AddEvent(new ActivityEvent(name));
}
