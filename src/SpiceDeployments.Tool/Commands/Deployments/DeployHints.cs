using System.Globalization;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>How to continue a deploy that has ended without an outcome.</summary>
internal static class DeployHints
{
    public static string ToWait(AppReference app, long deploymentId) => string.Create(CultureInfo.InvariantCulture, $"Deployment {deploymentId} continues. To wait for it: {GetWaitCommand(app, deploymentId)}");

    public static string ToWaitAgain(AppReference app, long deploymentId) => $"To wait again: {GetWaitCommand(app, deploymentId)}";

    public static string ToCheck(AppReference app) => $"A deployment may have been created. Before you deploy again: spice-deployments list --app {Quote(app)}";

    public static string ToContinue(AppReference app, IntentFile intent) => $"To continue, without a second deployment: {GetContinueCommand(app, intent)}";

    public static string ToContinue(AppReference app, IntentFile intent, long deploymentId) =>
        string.Create(CultureInfo.InvariantCulture, $"Deployment {deploymentId} continues. To wait for it: {GetContinueCommand(app, intent)}");

    /// <summary>After the create was rejected.</summary>
    /// <param name="isUpdated">Whether the app was changed before.</param>
    public static string? ToRejection(bool isUpdated) =>
        isUpdated ? "The app was changed; nothing was deployed. The next deployment of the app, whoever creates it, has the change." : null;

    private static string GetWaitCommand(AppReference app, long deploymentId) => string.Create(CultureInfo.InvariantCulture, $"spice-deployments wait --app {Quote(app)} {deploymentId}");

    private static string GetContinueCommand(AppReference app, IntentFile intent) => $"spice-deployments deploy --app {Quote(app)} --git off --intent {ShellText.Quote(intent.ToString())}";

    private static string Quote(AppReference app) => ShellText.Quote(app.ToString());
}
