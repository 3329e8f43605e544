using SpiceDeployments.Client;

namespace DocsExamples;

public sealed class DurableDeploy(IDeploymentsClient client, IntentFiles intents)
{
    /// <summary>Deploys once for each job id, however often the engine runs the job.</summary>
    public async Task<Deployment> RunAsync(string jobId, long appId, CreateDeploymentRequest request, CancellationToken cancellationToken)
    {
        DeploymentIntent? intent = intents.Find(jobId);
        if (intent is null)
        {
            intent = await client.PrepareAsync(appId, request, cancellationToken);
            intents.Save(jobId, intent, replaced: null);
        }

        var options = new DeployOptions
        {
            SaveIntent = (prepared, _) =>
            {
                intents.Save(jobId, prepared, replaced: intent);
                intent = prepared;
                return Task.CompletedTask;
            },
        };
        return await client.DeployAsync(intent, options, cancellationToken: cancellationToken);
    }
}
