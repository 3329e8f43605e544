using System.Diagnostics;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>The activities of the client. Each is null, and costs nothing, when nobody listens.</summary>
internal static class ClientActivity
{
    public const string DeployName = "spice.deploy";
    public const string CreateName = "spice.create";
    public const string WaitName = "spice.wait";

    public const string StatusChangedEvent = "spice.wait.status_changed";

    private static readonly ActivitySource Source = new(DeploymentsClientDiagnostics.ActivitySourceName, ClientVersion.Text);

    public static Activity? StartDeploy(long appId) => Start(DeployName, appId);

    public static Activity? StartCreate(long appId) => Start(CreateName, appId);

    public static Activity? StartWait(long appId, long deploymentId) => Start(WaitName, appId)?.SetTag(Tags.DeploymentId, deploymentId);

    /// <summary>Tells how the deployment stands that the activity was about.</summary>
    /// <returns>The deployment itself.</returns>
    public static Deployment SetDeployment(this Activity? activity, Deployment deployment)
    {
        activity?.SetTag(Tags.DeploymentId, deployment.Id);
        activity?.SetTag(Tags.DeploymentStatus, Tags.Of(deployment.Status));
        return deployment;
    }

    public static void AddStatusChange(this Activity? activity, DeploymentStatus status) =>
        activity?.AddEvent(new ActivityEvent(StatusChangedEvent, tags: new ActivityTagsCollection { [Tags.DeploymentStatus] = Tags.Of(status) }));

    public static void SetPolls(this Activity? activity, int polls) => activity?.SetTag(Tags.Polls, polls);

    /// <summary>Tells that the activity ended with this exception.</summary>
    public static void SetFault(this Activity? activity, Exception fault)
    {
        activity?.SetTag(Tags.ErrorType, fault.GetType().FullName);
        activity?.SetStatus(ActivityStatusCode.Error, fault.Message);
    }

    private static Activity? Start(string name, long appId) => Source.StartActivity(name)?.SetTag(Tags.AppId, appId);
}
