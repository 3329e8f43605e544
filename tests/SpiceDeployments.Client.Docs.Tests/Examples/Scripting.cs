using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DocsExamples;

internal static class Scripting
{
    public static async Task ConflictAsync(SpiceCloudEmulator cloud, IDeploymentsClient client)
    {
        cloud.AddApp(42).StartDeployment("portal", new DeploymentScript().NeverCompletes());
        var options = new DeployOptions { ConflictBehavior = ConflictBehavior.Throw };

        await Assert.ThrowsAsync<DeploymentConflictException>(() => client.DeployAsync(42, options: options));
    }

    public static async Task<string> ShowingAsync()
    {
        var options = new SpiceCloudEmulatorOptions { Output = TestContext.Current.TestOutputHelper!.WriteLine };
        await using var cloud = await SpiceCloudEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        return cloud.GetTimeline();
    }

    public static void BadNetwork(SpiceCloudEmulator cloud)
    {
        cloud.Faults.OnCreate().DropResponse();                    // the deployment is made, the connection breaks
        cloud.Faults.OnList().Skip(1).Times(3).Fail(503, "Try later");
        cloud.Faults.OnList().RespondWithHtml(502);
        cloud.Faults.OnAny().RateLimit(TimeSpan.FromSeconds(30)); // 429 with Retry-After
    }
}
