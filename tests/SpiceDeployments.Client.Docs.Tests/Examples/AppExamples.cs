using System.Security.Cryptography;
using System.Text;
using SpiceDeployments.Client;

namespace DocsExamples;

internal static class AppExamples
{
    public static async Task FindAsync(IAppsClient apps)
    {
        App app = await apps.FindAppAsync("order-assistant"); // Without regard to case.
        App withConfiguration = await apps.GetAppAsync(app.Id);
        Console.WriteLine($"{withConfiguration}: {withConfiguration.Config?.Replicas} replicas, image {withConfiguration.Config?.ImageTag ?? "by channel"}");
    }

    public static async Task<App> UpdateAsync(IAppsClient apps, long appId)
    {
        App updated = await apps.UpdateAppAsync(appId, new UpdateAppRequest { Replicas = 2, ImageTag = null });
        return updated;
    }

    public static async Task TagAsync(IAppsClient apps, long appId)
    {
        App app = await apps.GetAppAsync(appId);
        UpdateAppRequest update = new UpdateAppRequest().WithTags(app, new Dictionary<string, string?> { ["release"] = "2026-11", ["preview"] = null });
        await apps.UpdateAppAsync(appId, update);
    }

    public static async Task DeployFileAsync(IAppsClient apps, IDeploymentsClient deployments, long appId, string path)
    {
        await apps.UpdateAppAsync(appId, new UpdateAppRequest { Spicepod = await File.ReadAllTextAsync(path) });
        App app = await apps.GetAppAsync(appId);
        string spicepod = app.Config?.Spicepod?.GetRawText() ?? throw new InvalidOperationException($"The service did not send the spicepod of {app}.");
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spicepod)));
        if (app.Tags?.GetValueOrDefault("deployed-spicepod") != digest)
        {
            await deployments.DeployAsync(appId);
            App current = await apps.GetAppAsync(appId); // Others may have changed the tags meanwhile.
            var tag = new Dictionary<string, string?> { ["deployed-spicepod"] = digest };
            await apps.UpdateAppAsync(appId, new UpdateAppRequest().WithTags(current, tag));
        }
    }

    public static async Task PauseAndResumeAsync(IAppsClient apps, IDeploymentsClient deployments, long appId)
    {
        await apps.PauseAppAsync(appId);
        ResumedApp resumed = await apps.ResumeAppAsync(appId); // Starts a deployment.
        if (resumed.DeploymentId is { } deploymentId)
        {
            await deployments.WaitForCompletionAsync(appId, deploymentId);
        }
    }
}
