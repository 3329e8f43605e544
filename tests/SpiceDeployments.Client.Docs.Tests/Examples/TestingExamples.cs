using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DocsExamples;

public sealed class TestingExamples
{
    [Fact]
    public async Task Deploy_WhenTheImageIsMissing_SaysWhy()
    {
        await using var cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        cloud.AddApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Failed to pull container image");
        using var client = new DeploymentsClient(new DeploymentsClientOptions
        {
            BaseAddress = cloud.BaseAddress,
            AccessToken = cloud.AccessToken,
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(10) },
        });

        var failure = await Assert.ThrowsAsync<DeploymentFailedException>(
            () => client.DeployAsync(42, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(DeploymentFailureReason.ImagePullFailed, failure.Reason);
    }

    internal static async Task CreateConflictAsync(SpiceCloudEmulator cloud, IDeploymentsClient client)
    {
        cloud.AddApp(42).StartDeployment("portal", new DeploymentScript().NeverCompletes());
        var options = new DeployOptions { ConflictBehavior = ConflictBehavior.Throw };

        await Assert.ThrowsAsync<DeploymentConflictException>(() => client.DeployAsync(42, options: options));
    }

    internal static void InjectFaults(SpiceCloudEmulator cloud)
    {
        cloud.Faults.OnCreate().DropResponse();                   // The deployment is created, and the connection breaks.
        cloud.Faults.OnList().Skip(1).Times(3).Fail(503, "Try later");
        cloud.Faults.OnList().RespondWithHtml(502);
        cloud.Faults.OnAny().RateLimit(TimeSpan.FromSeconds(30)); // 429 with Retry-After.
    }

    internal static async Task<string> WriteOutputAsync()
    {
        var options = new SpiceCloudEmulatorOptions { Output = TestContext.Current.TestOutputHelper!.WriteLine };
        await using var cloud = await SpiceCloudEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        return cloud.GetTimeline();
    }

    internal static async Task<TimeSpan> DeployOnOneClockAsync()
    {
        var clock = new AutoAdvancingTimeProvider();
        await using var cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = clock });
        cloud.AddApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.FromMinutes(1)).RunsFor(TimeSpan.FromMinutes(8));
        using var client = new DeploymentsClient(new DeploymentsClientOptions
        {
            BaseAddress = cloud.BaseAddress,
            AccessToken = cloud.AccessToken,
            TimeProvider = clock,
        });

        await client.DeployAsync(42);
        return clock.Elapsed;
    }
}
