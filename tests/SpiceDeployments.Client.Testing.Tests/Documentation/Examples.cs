using System.Net.Http.Headers;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Testing.Tests.Documentation;

/// <summary>The examples of the XML documentation, compiled and run here.</summary>
internal static class Examples
{
    public static async Task<SpiceCloudEmulator> Emulator()
    {
        await using var cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Output = Console.WriteLine });
        cloud.AddApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(1)).Fails("Failed to pull container image");
        cloud.Faults.OnCreate().DropResponse();

        await DeployAsync(cloud.BaseAddress, cloud.AccessToken, appId: 42);

        Console.WriteLine(cloud.GetTimeline());
        return cloud;
    }

    public static void Apps(SpiceCloudEmulator cloud)
    {
        cloud.AddApp(42).InOrganization("acme").WithDefaultScript(new DeploymentScript().RunsFor(TimeSpan.FromMinutes(3)));
        cloud.AddApp(43).WithSpicepod("version: v2").WithTags(("team", "data")).WithSettings(settings => settings with { Replicas = 3 }).Pause();
        cloud.AddApp(44).ConnectedTo("acme/quickstart", defaultBranch: "main");
    }

    public static void Limits(SpiceCloudEmulator cloud)
    {
        cloud.AddApp(42).WithLimits(new EmulatedAppLimits { MaxReplicas = 2, AllowsImageTag = false });
    }

    public static void Normalization(SpiceCloudEmulator cloud)
    {
        cloud.AddApp(42).WithNormalization(
            NormalizationRule.ResolveCommit,
            NormalizationRule.TruncateMessage(72, ellipsis: "…"),
            NormalizationRule.Change(values => values with { CreationSource = "sdk" }),
            NormalizationRule.Change(values => values with { Channel = null }).InList());
    }

    public static void Clients(SpiceCloudEmulator cloud)
    {
        cloud.AddOAuthClient("release-bot", "its-secret", [.. SpiceScopes.All]);
    }

    public static void Scripts(EmulatedApp app)
    {
        app.ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(10)).RunsFor(TimeSpan.FromMinutes(3)).Fails("Failed to pull container image");
        app.ScriptNextDeployment().ReportsError("insufficient_memory", "Waiting for a node with enough memory").NeverCompletes();
        app.ScriptNextDeployment().IsSupersededAfter(TimeSpan.FromSeconds(40));
        app.StartDeployment("github", new DeploymentScript().RunsFor(TimeSpan.FromMinutes(10)));
    }

    public static void Faults(SpiceCloudEmulator cloud)
    {
        cloud.Faults.OnCreate().DropResponse();
        cloud.Faults.OnUpdateApp().DropResponse();
        cloud.Faults.OnList().Skip(2).Times(3).RateLimit(retryAfter: TimeSpan.FromSeconds(10));
        cloud.Faults.OnGet().Always().RespondWithHtml(502);
        cloud.Faults.On("DELETE", "/v1/apps/*").Fail(503, "Try again later");
    }

    public static async Task Contract(string directory, CancellationToken cancellationToken)
    {
        foreach (RolloutStoreCheck check in RolloutStoreContract.Checks)
        {
            await check.RunAsync(() => new FileRolloutStore(directory), cancellationToken);
        }
    }

    private static async Task DeployAsync(Uri address, string token, long appId)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync($"/v1/apps/{appId}/deployments", content: null));
    }
}
