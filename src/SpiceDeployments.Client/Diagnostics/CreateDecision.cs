using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Diagnostics;

/// <summary>What was decided about a create: each a log message, and an event of the current activity.</summary>
internal static class CreateDecision
{
    public static void Created(ILogger logger, long appId, long deploymentId)
    {
        logger.Created(appId, deploymentId);
        AddEvent("spice.create.created");
    }

    public static void Ambiguous(ILogger logger, long appId, Exception fault)
    {
        logger.CreateAmbiguous(appId, fault);
        AddEvent("spice.create.ambiguous");
    }

    public static void Found(ILogger logger, long appId, long deploymentId)
    {
        logger.CreateFound(appId, deploymentId);
        AddEvent("spice.create.found");
    }

    public static void NotFound(ILogger logger, long appId)
    {
        logger.CreateNotFound(appId);
        AddEvent("spice.create.not_found");
    }

    public static void SendAgain(ILogger logger, long appId, TimeSpan delay, Exception fault)
    {
        logger.CreateSentAgain(appId, delay.TotalSeconds, fault);
        AddEvent("spice.create.send_again");
    }

    public static void Cancelled(ILogger logger, long appId)
    {
        logger.CreateCancelled(appId);
        AddEvent("spice.create.cancelled");
    }

    private static void AddEvent(string name) => Activity.Current?.AddEvent(new ActivityEvent(name));
}
