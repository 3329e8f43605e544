using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DocsExamples;

internal static class FastTime
{
    public static async Task<TimeSpan> DeployAsync()
    {
        var clock = new JumpingClock();
        DateTimeOffset start = clock.GetUtcNow();
        await using var cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = clock });
        cloud.AddApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.FromMinutes(1)).RunsFor(TimeSpan.FromMinutes(8));
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = cloud.BaseAddress, AccessToken = cloud.AccessToken }, clock);

        await client.DeployAsync(42);
        return clock.GetUtcNow() - start;
    }
}
