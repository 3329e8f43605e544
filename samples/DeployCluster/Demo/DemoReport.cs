using DeployCluster.Silos;
using SpiceDeployments.Client.Testing;

namespace DeployCluster.Demo;

/// <summary>Compares the deployments on the emulator with those that the rollout knows.</summary>
internal static class DemoReport
{
    /// <summary>Returns whether each app has exactly one deployment, which has succeeded and is that of the rollout.</summary>
    public static bool Write(IReadOnlyList<EmulatedApp> apps, RolloutView result)
    {
        int deployments = apps.Sum(app => app.Deployments.Count);
        int doubles = apps.Count(app => app.Deployments.Count > 1);
        int lost = apps.Count(app => !app.Deployments.Any(deployment => deployment.Status is "succeeded" && result.Deployments.GetValueOrDefault(app.Id) == deployment.Id));
        Console.WriteLine($"On the emulator: {apps.Count} apps, {deployments} deployments, {doubles} double, {lost} lost");
        return deployments == apps.Count && doubles is 0 && lost is 0;
    }
}
