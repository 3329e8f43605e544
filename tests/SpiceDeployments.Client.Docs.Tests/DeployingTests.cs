using DocsExamples;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>The only test here that changes environment variables, so that it may run beside the others.</summary>
public sealed class DeployingTests
{
    [Fact]
    public async Task Deploying_AsItStands_DeploysWhatItSays()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp app = cloud.AddApp(42);
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        using var environment = new SpiceEnvironment(("SPICE_API_TOKEN", cloud.AccessToken), ("SPICEAI_API_ENDPOINT", cloud.BaseAddress.ToString()));

        await Deploying.RunAsync();

        EmulatedDeployment deployment = Assert.Single(app.Deployments);
        Assert.Equal("main", deployment.Branch);
        Assert.Equal("9f2c4e7", deployment.CommitSha);
        Assert.Equal("Answer questions about open orders", deployment.CommitMessage);
    }
}
