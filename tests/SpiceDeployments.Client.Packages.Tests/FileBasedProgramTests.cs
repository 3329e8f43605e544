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

        string output = await RunAsync(
            ("SPICE_APP_ID", "7"),
            ("SPICE_API_TOKEN", cloud.AccessToken),
            ("SPICEAI_API_ENDPOINT", cloud.BaseAddress.ToString()),
            ("DEPLOY_BRANCH", "main"),
            ("DEPLOY_COMMIT", "9f2c4e7"));

        EmulatedDeployment deployment = Assert.Single(app.Deployments);
        Assert.Contains($"Deployment {deployment.Id} of commit 9f2c4e7 succeeded after ", output, StringComparison.Ordinal);
        Assert.Contains($"Deployment {deployment.Id} is ", output, StringComparison.Ordinal);
        Assert.Equal("main", deployment.Branch);
    }

    /// <summary>A build server passes an empty text, or the reference as it is written, for a variable that does not exist.</summary>
    [Theory]
    [InlineData("", "token", "SPICE_APP_ID")]
    [InlineData("$(SpiceAppId)", "token", "SPICE_APP_ID")]
    [InlineData("0", "token", "SPICE_APP_ID")]
    [InlineData("7", "", "SPICE_API_TOKEN")]
    public async Task ProgramOfTheCiPage_MissingSetting_NamesTheVariableAndReturns2(string appId, string token, string variable)
    {
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(("SPICE_APP_ID", appId), ("SPICE_API_TOKEN", token)));

        Assert.Contains(" ended with 2:", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"Set the environment variable {variable}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", failure.Message, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(params (string Name, string Value)[] variables)
    {
        string folder = feed.NewFolder("FileBasedProgram");
        string file = Path.Combine(folder, "deploy.cs");
        if (!File.Exists(file)) // An unchanged program is built only once.
        {
            await File.WriteAllTextAsync(file, Program(), TestContext.Current.CancellationToken);
        }

        return await DotNet.RunAsync(folder, variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal), "run", "--file", file);
    }

    private string Program()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "ci-cd.md")).ReplaceLineEndings("\n");
        string program = page.Split("```csharp\n")[1].Split("```")[0];
        Assert.StartsWith($"{PackageLine}1.0.0\n", program, StringComparison.Ordinal);
        return program.Replace($"{PackageLine}1.0.0", PackageLine + feed.Version, StringComparison.Ordinal);
    }
}
