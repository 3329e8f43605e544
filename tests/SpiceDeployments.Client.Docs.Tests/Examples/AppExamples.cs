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
        App updated = await apps.UpdateAppAsync(appId, new UpdateAppRequest { Spicepod = await File.ReadAllTextAsync(path) });
        byte[] spicepod = Encoding.UTF8.GetBytes(updated.Config?.Spicepod?.GetRawText() ?? "");
        string digest = Convert.ToHexStringLower(SHA256.HashData(spicepod));
        if (updated.Tags?.GetValueOrDefault("deployed-spicepod") != digest)
        {
            await deployments.DeployAsync(appId);
            var tag = new Dictionary<string, string?> { ["deployed-spicepod"] = digest };
            await apps.UpdateAppAsync(appId, new UpdateAppRequest().WithTags(updated, tag));
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
