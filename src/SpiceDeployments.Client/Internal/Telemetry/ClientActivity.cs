using System.Diagnostics;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>The activities of the client. An activity is <c>null</c> if there is no listener.</summary>
internal static class ClientActivity
{
    public const string DeployName = "spice.deploy";
    public const string CreateName = "spice.create";
    public const string WaitName = "spice.wait";

    public const string StatusChangedEvent = "spice.wait.status_changed";
    public const string SlowEvent = "spice.wait.slow";

    private static readonly ActivitySource Source = new(DeploymentsClientDiagnostics.ActivitySourceName, ClientVersion.Text);

    public static Activity? StartDeploy(long appId) => Start(DeployName, appId);

    public static Activity? StartCreate(long appId) => Start(CreateName, appId);

    public static Activity? StartWait(long appId, long deploymentId) => Start(WaitName, appId)?.SetTag(TagNames.DeploymentId, deploymentId);

    /// <summary>Sets the id and the status of the deployment.</summary>
    public static void SetDeployment(this Activity? activity, Deployment deployment)
    {
        activity?.SetTag(TagNames.DeploymentId, deployment.Id);
        activity?.SetTag(TagNames.DeploymentStatus, deployment.Status.ToText());
    }

    public static void AddStatusChange(this Activity? activity, DeploymentStatus status) =>
        activity?.AddEvent(new ActivityEvent(StatusChangedEvent, tags: new ActivityTagsCollection { [TagNames.DeploymentStatus] = status.ToText() }));

    public static void AddSlowWait(this Activity? activity) => activity?.AddEvent(new ActivityEvent(SlowEvent));

    public static void SetPollCount(this Activity? activity, int pollCount) => activity?.SetTag(TagNames.PollCount, pollCount);

    /// <summary>Sets the exception with which the operation failed.</summary>
    public static void SetException(this Activity? activity, Exception exception)
    {
        activity?.SetTag(TagNames.ErrorType, exception.GetType().FullName);
        activity?.SetStatus(ActivityStatusCode.Error, GetDescription(exception));
    }

    /// <summary>The message of an exception, which may be one of the program's and throw when its text is read.</summary>
    private static string? GetDescription(Exception exception)
    {
        try
        {
            return MessageText.ForLog(exception.Message);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static Activity? Start(string name, long appId) => Source.StartActivity(name)?.SetTag(TagNames.AppId, appId);
}
