using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace DocsExamples;

public sealed class TestingExamples
{
    internal static async Task ThrowFailureAsync()
    {
        await using var cloud = await SpiceCloudEmulator.StartAsync();
        cloud.AddApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Failed to pull container image");
        using var client = new DeploymentsClient(new DeploymentsClientOptions
        {
            BaseAddress = cloud.BaseAddress,
            AccessToken = cloud.AccessToken,
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(10) },
        });

        var failure = await Assert.ThrowsAsync<DeploymentFailedException>(() => client.DeployAsync(42));

        Assert.Equal(DeploymentFailureReason.ImagePullFailed, failure.Reason);
    }

    internal static async Task CreateConflictAsync(SpiceCloudEmulator cloud, IDeploymentsClient client)
    {
        cloud.AddApp(42).StartDeployment("portal", new DeploymentScript().NeverCompletes());
        var options = new DeployOptions { ConflictBehavior = ConflictBehavior.Throw };

        await Assert.ThrowsAsync<DeploymentConflictException>(() => client.DeployAsync(42, options: options));
    }

    internal static string? ConfigureApp(SpiceCloudEmulator cloud)
    {
        EmulatedApp app = cloud.AddApp(42, "order-assistant")
            .WithSpicepod("version: v2\nkind: Spicepod\nname: orders")
            .WithTags(("team", "data"))
            .WithSettings(settings => settings with { ImageTag = "2.4.0", Replicas = 2 })
            .WithLimits(new EmulatedAppLimits { MaxReplicas = 2 })
            .Pause();
        cloud.Faults.OnUpdateApp().DropResponse(); // The app is updated, and the connection breaks.

        string? name = app.Settings.Spicepod?.GetProperty("name").GetString();
        return name;
    }

    internal static void InjectFaults(SpiceCloudEmulator cloud)
    {
        cloud.Faults.OnCreate().DropResponse();                   // The deployment is created, and the connection breaks.
        cloud.Faults.OnList().Skip(1).Times(3).Fail(503, "Try later");
        cloud.Faults.OnList().RespondWithHtml(502);
        cloud.Faults.OnAny().RateLimit(TimeSpan.FromSeconds(30)); // 429 with Retry-After.
    }

    internal static void ProcessLater(SpiceCloudEmulator cloud)
    {
        cloud.Faults.OnCreate().ProcessLater(TimeSpan.FromSeconds(20)).RespondWithHtml(504);
    }

    internal static void ChangeValues(SpiceCloudEmulator cloud)
    {
        cloud.AddApp(42).ConnectedTo("acme/quickstart", defaultBranch: "main");
        cloud.AddApp(43).WithNormalization(NormalizationRule.ResolveCommit, NormalizationRule.TruncateMessage(72, "…"));
        cloud.AddApp(44).WithNormalization(NormalizationRule.Change(values => values with { CreationSource = "sdk" }));
    }

    internal static async Task LoseResponsesWithEveryRuleAsync()
    {
        foreach (NormalizationRule rule in NormalizationRule.All)
        {
            var clock = new AutoAdvancingTimeProvider();
            var options = new SpiceCloudEmulatorOptions { TimeProvider = clock, Normalization = [rule] };
            await using var cloud = await SpiceCloudEmulator.StartAsync(options);
            EmulatedApp app = cloud.AddApp(42);
            cloud.Faults.OnCreate().DropResponse();

            await ReleaseAsync(cloud, clock);

            Assert.True(app.Deployments.Count == 1, $"{rule}: {app.Deployments.Count} deployments");
        }
    }

    internal static async Task ListAppsWithOutputAsync(ITestOutputHelper output)
    {
        await using var cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Output = output.WriteLine });
        using var client = new HttpClient { BaseAddress = cloud.BaseAddress };
        await client.GetAsync("/v1/apps");
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

    private static async Task ReleaseAsync(SpiceCloudEmulator cloud, AutoAdvancingTimeProvider clock)
    {
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = cloud.BaseAddress, AccessToken = cloud.AccessToken, TimeProvider = clock });
        try
        {
            await client.DeployAsync(42, new CreateDeploymentRequest { Branch = "feature/x", CommitSha = "9f2c4e7", CommitMessage = "Fix the total of an order", ImageTag = "latest", Replicas = 2 });
        }
        catch (DeploymentOutcomeUnknownException)
        {
            // The list shows values that do not prove which create they belong to.
        }
    }
}
