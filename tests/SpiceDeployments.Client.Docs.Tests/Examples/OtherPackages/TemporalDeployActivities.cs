using SpiceDeployments.Client;
using Temporalio.Activities;

namespace DocsExamples;

public sealed class TemporalDeployActivities(DurableDeploy deploy)
{
    /// <summary>Temporal runs the activity again if the worker dies or does not send heartbeats.</summary>
    [Activity]
    public async Task<long> DeployAsync(long appId, string commit)
    {
        ActivityExecutionContext context = ActivityExecutionContext.Current;
        Task<Deployment> deploying = deploy.RunAsync(context.Info.WorkflowId ?? context.Info.ActivityId, appId, new CreateDeploymentRequest { CommitSha = commit }, context.CancellationToken);
        while (await Task.WhenAny(deploying, Task.Delay(TimeSpan.FromSeconds(10))) != deploying)
        {
            context.Heartbeat();
        }

        Deployment done = await deploying;
        return done.Id;
    }
}
