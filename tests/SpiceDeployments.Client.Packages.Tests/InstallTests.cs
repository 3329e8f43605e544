using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Packages.Tests;

public sealed class InstallTests(LocalFeed feed)
{
    [Fact]
    public async Task Client_InANewConsoleProject_RunsTheFirstExampleOfTheReadme()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp app = cloud.AddApp(42);
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SPICE_API_TOKEN"] = cloud.AccessToken,
            ["SPICEAI_API_ENDPOINT"] = cloud.BaseAddress.ToString(),
        };
        string project = feed.NewFolder("ConsoleProject");

        await DotNet.RunAsync(project, "new", "console");
        await DotNet.RunAsync(project, "add", "package", "SpiceDeployments.Client", "--version", feed.Version);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), FirstExample(), TestContext.Current.CancellationToken);
        string output = await DotNet.RunAsync(project, environment, "run");

        EmulatedDeployment deployment = Assert.Single(app.Deployments);
        Assert.StartsWith($"Deployment {deployment.Id} took ", output, StringComparison.Ordinal);
        Assert.Equal("9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345", deployment.CommitSha);
    }

    [Fact]
    public async Task Packages_InANewTestProject_RunEveryExampleOfTheDocumentation()
    {
        string project = feed.NewFolder("TestProject");
        await TestProject.WriteAsync(project, feed.Version);

        string output = await DotNet.RunAsync(project, "run");

        Assert.Matches(@"Total: [1-9]\d+, Errors: 0, Failed: 0,", output);
    }

    /// <summary>The first block of code of the package's README.</summary>
    private static string FirstExample()
    {
        string readme = File.ReadAllText(Repository.PathOf("src", "SpiceDeployments.Client", "README.md"));
        return readme.Split("```csharp")[1].Split("```")[0];
    }
}
