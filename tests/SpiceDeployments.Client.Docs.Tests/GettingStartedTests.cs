using DocsExamples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>The only tests here that change environment variables. The tests of one class do not run in parallel.</summary>
public sealed class GettingStartedTests
{
    [Fact]
    public async Task DeployAsync_WithTokenInEnvironment_DeploysWhatTheExampleSends()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp app = cloud.AddApp(42);
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        using var environment = new SpiceEnvironment(("SPICE_API_TOKEN", cloud.AccessToken), ("SPICEAI_API_ENDPOINT", cloud.BaseAddress.ToString()));

        await GettingStartedExamples.DeployAsync();

        EmulatedDeployment deployment = Assert.Single(app.Deployments);
        Assert.Equal("main", deployment.Branch);
        Assert.Equal("9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345", deployment.CommitSha);
        Assert.Equal("Add the dataset of open orders", deployment.CommitMessage);
    }

    [Fact]
    public void DeployAsync_WithoutVariables_NamesTheVariables()
    {
        using var environment = new SpiceEnvironment();

        var exception = Assert.Throws<OptionsValidationException>(() => new DeploymentsClient(DeploymentsClientOptions.FromEnvironment()));

        Assert.Contains("SPICE_API_TOKEN", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisterWithEnvironment_WithTokenInEnvironment_ListsDeployments()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedDeployment deployment = cloud.AddApp(42).StartDeployment();
        using var environment = new SpiceEnvironment(("SPICE_API_TOKEN", cloud.AccessToken), ("SPICEAI_API_ENDPOINT", cloud.BaseAddress.ToString()));
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        GettingStartedExamples.RegisterWithEnvironment(builder);
        using IHost host = builder.Build();

        IReadOnlyList<Deployment> deployments = await host.Services.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(deployment.Id, Assert.Single(deployments).Id);
    }

    [Fact]
    public async Task Rollouts_RunCanary_DeploysAndWritesTheReports()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp[] apps = [.. new long[] { 41, 42 }.Select(id => cloud.AddApp(id).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero)))];
        using var environment = new SpiceEnvironment(("SPICE_API_TOKEN", cloud.AccessToken), ("SPICEAI_API_ENDPOINT", cloud.BaseAddress.ToString()));
        DirectoryInfo folder = Directory.CreateTempSubdirectory();

        int exitCode = await RolloutsExamples.RunCanaryAsync([folder.FullName, "build-9", "9f2c4e7", "41", "42"]);
        int repeated = await RolloutsExamples.RunCanaryAsync([folder.FullName, "build-9", "9f2c4e7", "41", "42"]);

        Assert.Equal((0, 0), (exitCode, repeated));
        Assert.All(apps, app => Assert.Equal("9f2c4e7", Assert.Single(app.Deployments).CommitSha));
        Assert.Contains("| 2 | app 42 | Succeeded |", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "build-9.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.FullName, "build-9.xml")));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Rollouts_RunCanaryWithFailure_ReturnsOne()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        for (long id = 1; id <= 3; id++)
        {
            cloud.AddApp(id).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails());
        }

        using var environment = new SpiceEnvironment(("SPICE_API_TOKEN", cloud.AccessToken), ("SPICEAI_API_ENDPOINT", cloud.BaseAddress.ToString()));
        DirectoryInfo folder = Directory.CreateTempSubdirectory();

        Assert.Equal(1, await RolloutsExamples.RunCanaryAsync([folder.FullName, "build-8", "9f2c4e7", "1", "2", "3"]));
        Assert.Equal(2, await RolloutsExamples.RunCanaryAsync([folder.FullName]));
        folder.Delete(recursive: true);
    }
}
