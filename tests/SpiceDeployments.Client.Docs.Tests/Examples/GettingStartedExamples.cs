using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client;

namespace DocsExamples;

internal static class GettingStartedExamples
{
    public static async Task DeployAsync()
    {
        using var client = new DeploymentsClient(DeploymentsClientOptions.FromEnvironment()); // SPICE_API_TOKEN
        var done = await client.DeployAsync(appId: 42, new CreateDeploymentRequest
        {
            Branch = "main",
            CommitSha = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345",
            CommitMessage = "Add the dataset of open orders",
        });
        Console.WriteLine($"Deployment {done.Id} took {done.Duration}.");
    }

    public static void RegisterWithAction(HostApplicationBuilder builder, string token)
    {
        builder.Services.AddSpiceDeploymentsClient(options => options.AccessToken = token);
    }

    public static void RegisterWithConfiguration(HostApplicationBuilder builder)
    {
        builder.Services.AddSpiceDeploymentsClient(builder.Configuration.GetSection("SpiceDeployments"));
    }

    public static void RegisterWithEnvironment(HostApplicationBuilder builder)
    {
        builder.Services.AddSpiceDeploymentsClient(options => options.LoadFromEnvironment());
    }

    public static async Task<Deployment> ReportProgressAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
    {
        var progress = new Progress<DeploymentProgress>(report => Console.WriteLine(report switch
        {
            { Stage: DeploymentStage.WaitingForActiveDeployment } => $"{report.Elapsed:mm\\:ss} Waiting for deployment {report.ActiveDeployment?.Id}.",
            { Deployment.Id: 0 } => $"{report.Elapsed:mm\\:ss} {report.Stage}.",
            _ => $"{report.Elapsed:mm\\:ss} Deployment {report.Deployment.Id} is {report.Deployment.Status}.",
        }));
        Deployment done = await client.DeployAsync(appId, request, progress: progress);
        return done;
    }

    public static async Task WatchAsync(IDeploymentsClient client, long appId, long deploymentId)
    {
        await foreach (Deployment deployment in client.WatchAsync(appId, deploymentId))
        {
            Console.WriteLine($"Deployment {deployment.Id} is {deployment.Status}.");
        }
    }
}
