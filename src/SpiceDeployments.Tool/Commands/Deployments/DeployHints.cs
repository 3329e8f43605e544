using System.Globalization;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>How to continue a deploy that has ended without an outcome.</summary>
internal static class DeployHints
{
    public static string ToWait(CommandContext context, AppReference app, long deploymentId) =>
        string.Create(CultureInfo.InvariantCulture, $"Deployment {deploymentId} continues. To wait for it: {GetWaitCommand(context, app, deploymentId)}");

    public static string ToWaitAgain(CommandContext context, AppReference app, long deploymentId) => $"To wait again: {GetWaitCommand(context, app, deploymentId)}";

    public static string ToCheck(CommandContext context, AppReference app) =>
        $"A deployment may have been created. Before you deploy again: {context.FormatCommand("list", "--app", app.ToString())}";

    public static string ToContinue(CommandContext context, AppReference app, IntentFile intent) =>
        $"To continue, without a second deployment: {GetContinueCommand(context, app, intent)}";

    public static string ToContinue(CommandContext context, AppReference app, IntentFile intent, long deploymentId) =>
        string.Create(CultureInfo.InvariantCulture, $"Deployment {deploymentId} continues. To wait for it: {GetContinueCommand(context, app, intent)}");

    /// <summary>After the create was rejected.</summary>
    /// <param name="isUpdated">Whether the app was changed before.</param>
    public static string? ToRejection(bool isUpdated) =>
        isUpdated ? "The app was changed; nothing was deployed. The next deployment of the app, whoever creates it, has the change." : null;

    private static string GetWaitCommand(CommandContext context, AppReference app, long deploymentId) =>
        context.FormatCommand("wait", "--app", app.ToString(), deploymentId.ToString(CultureInfo.InvariantCulture));

    private static string GetContinueCommand(CommandContext context, AppReference app, IntentFile intent) =>
        context.FormatCommand("deploy", "--app", app.ToString(), "--git", "off", "--intent", intent.ToString());
}
