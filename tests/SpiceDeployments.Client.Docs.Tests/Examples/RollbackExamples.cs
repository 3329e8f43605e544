using SpiceDeployments.Client;
using SpiceDeployments.Client.Docs.Tests;
using SpiceDeployments.Client.Rollouts;

namespace DocsExamples;

internal static class RollbackExamples
{
    public static async Task SaveIdAndWaitAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request, IDeploymentIds store)
    {
        var options = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry };
        Deployment created = await client.CreateAsync(appId, request, options);
        store.Save(appId, created.Id);
        Deployment completed = await client.WaitForCompletionAsync(appId, created.Id);
        completed.EnsureSucceeded();
    }

    public static async Task WriteAuditRecordAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request, TextWriter audit)
    {
        Deployment done = await client.DeployAsync(appId, request);
        await audit.WriteLineAsync($"{done.CreatedAt:O} app {appId} deployment {done.Id} commit {done.CommitSha} image {done.ImageTag} by {done.CreatedBy}");
    }

    public static async Task<Deployment> RollBackToAsync(IDeploymentsClient client, long appId, long storedId)
    {
        Deployment earlier = await client.GetAsync(appId, storedId);
        Deployment done = await client.DeployAsync(appId, new CreateDeploymentRequest
        {
            ImageTag = earlier.ImageTag, // Enterprise plan only. On other plans, omit ImageTag and Channel.
            Channel = earlier.Channel,
            Replicas = earlier.Replicas,
            Branch = earlier.Branch,
            CommitSha = earlier.CommitSha,
            CommitMessage = $"Roll back to deployment {earlier.Id}",
        });
        return done;
    }

    public static async Task<Deployment> FindPreviousSuccessAsync(IDeploymentsClient client, long appId, long badId)
    {
        IReadOnlyList<Deployment> newestFirst = await client.ListAsync(appId, new ListDeploymentsOptions { Limit = 100 });
        Deployment earlier = newestFirst
            .SkipWhile(deployment => deployment.Id != badId)
            .FirstOrDefault(deployment => deployment.Id != badId && deployment.Status is DeploymentStatus.Succeeded)
            ?? throw new InvalidOperationException($"The list contains no successful deployment before deployment {badId}.");
        return earlier;
    }

    public static async Task<Rollout> DeployWithRollbackAsync(IRolloutClient rollouts, string rolloutId, long appId, string spicepod)
    {
        var request = new RolloutRequest
        {
            Targets = [new RolloutTarget { AppId = appId, Update = new UpdateAppRequest { Spicepod = spicepod } }],
            OnFailure = RolloutFailureAction.RollBack,
        };
        await rollouts.StartAsync(rolloutId, request);
        Rollout done = await rollouts.WaitForCompletionAsync(rolloutId); // Succeeded, RolledBack or RollbackFailed.
        return done;
    }
}
