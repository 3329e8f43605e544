using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Packages.Tests;

public sealed class FileBasedProgramTests(LocalFeed feed)
{
    private const string PackageLine = "#:package SpiceDeployments.Client@";

    [Fact]
    public async Task ProgramOfTheCiPage_AsItStandsButForTheVersion_Deploys()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp app = cloud.AddApp(7);
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SPICE_API_TOKEN"] = cloud.AccessToken,
            ["SPICEAI_API_ENDPOINT"] = cloud.BaseAddress.ToString(),
            ["DEPLOY_BRANCH"] = "main",
            ["DEPLOY_COMMIT"] = "9f2c4e7",
        };
        string folder = feed.NewFolder("FileBasedProgram");
        Directory.CreateDirectory(Path.Combine(folder, "deploy"));
        await File.WriteAllTextAsync(Path.Combine(folder, "deploy", "deploy.cs"), Program(), TestContext.Current.CancellationToken);

        string output = await DotNet.RunAsync(folder, environment, "run", "--file", Path.Combine("deploy", "deploy.cs"), "--", "7");

        EmulatedDeployment deployment = Assert.Single(app.Deployments);
        Assert.Contains($"Deployment {deployment.Id} of commit 9f2c4e7 succeeded after ", output, StringComparison.Ordinal);
        Assert.Contains($"Deployment {deployment.Id} is ", output, StringComparison.Ordinal);
        Assert.Equal("main", deployment.Branch);
    }

    private string Program()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "ci-cd.md")).ReplaceLineEndings("\n");
        string program = page.Split("```csharp\n")[1].Split("```")[0];
        Assert.StartsWith($"{PackageLine}1.0.0\n", program, StringComparison.Ordinal);
        return program.Replace($"{PackageLine}1.0.0", PackageLine + feed.Version, StringComparison.Ordinal);
    }
}
