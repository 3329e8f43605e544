namespace DeployAndWait.Tests;

public sealed class ChaosStoryTests
{
    /// <summary>A seed without a request that hangs: where one does, the sample waits for no request for long, and a busy machine may not answer in time.</summary>
    private const string Seed = "4";

    [Fact]
    public async Task Run_Chaos_SucceedsWithOneDeploymentAndListsWhatItSurvived()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", "--chaos", Seed);

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("App 42: the create whose answer was lost has made deployment 1001.", result.OutputLines);
        Assert.Contains("Status    succeeded", result.OutputLines);
        Assert.Single(result.OutputLines, line => line.StartsWith("Survived:", StringComparison.Ordinal) && line.Contains(" POST ", StringComparison.Ordinal));
    }
}
