using SpiceDeployments.Client.Testing;

namespace Samples.Tests;

public sealed class SqliteRolloutStoreTests
{
    [Fact]
    public async Task Run_Always_PassesEveryCheckOfTheContract()
    {
        SampleResult result = await SampleProcess.RunAsync("RolloutStoreSqlite");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal([.. RolloutStoreContract.Checks.Select(check => $"passed  {check.Name}"), $"{RolloutStoreContract.Checks.Count} passed, 0 failed"], result.OutputLines);
    }
}
