using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Failing
{
    public static async Task<Deployment> DeployAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
    {
        try
        {
            return await client.DeployAsync(appId, request);
        }
        catch (DeploymentFailedException failed) when (failed.IsTransient)
        {
            Console.WriteLine($"The platform is short of something ({failed.Reason}): {failed.Deployment.ErrorMessage}");
            throw;
        }
        catch (DeploymentOutcomeUnknownException unknown)
        {
            Console.WriteLine($"It may be one of these: {string.Join(", ", unknown.Candidates.Select(candidate => candidate.Id))}");
            throw;
        }
    }
}
