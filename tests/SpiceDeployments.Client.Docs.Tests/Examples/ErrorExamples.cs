using SpiceDeployments.Client;

namespace DocsExamples;

internal static class ErrorExamples
{
    public static async Task<Deployment> DeployAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
    {
        try
        {
            return await client.DeployAsync(appId, request);
        }
        catch (DeploymentFailedException failed) when (failed.IsTransient)
        {
            Console.WriteLine($"The platform lacks resources ({failed.Reason}): {failed.Deployment?.ErrorMessage}");
            throw;
        }
        catch (DeploymentOutcomeUnknownException unknown)
        {
            Console.WriteLine($"Candidates: {string.Join(", ", unknown.Candidates.Select(candidate => candidate.Id))}");
            throw;
        }
        catch (SpiceException exception)
        {
            Console.WriteLine(exception.Message);
            throw;
        }
    }
}
