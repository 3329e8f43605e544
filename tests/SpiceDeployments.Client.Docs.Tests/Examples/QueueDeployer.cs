using System.Threading.Channels;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Docs.Tests;

namespace DocsExamples;

public sealed class QueueDeployer(DurableDeploy deploy)
{
    /// <summary>The queue delivers a message again if this process dies before it completes the message.</summary>
    public async Task RunAsync(ChannelReader<DeployMessage> queue, CancellationToken stoppingToken)
    {
        await foreach (DeployMessage message in queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                await deploy.RunAsync(message.Id, message.AppId, new CreateDeploymentRequest { CommitSha = message.Commit }, stoppingToken);
            }
            catch (DeploymentFailedException failed)
            {
                Console.WriteLine(failed.Message); // The same message would find the same deployment.
            }

            await message.CompleteAsync();
        }
    }
}
