using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Tests;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_WhileWaiting_StopsAndPrintsTheIdsToResumeWith(string signal)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        service.App.ScriptNextDeployment().NeverCompletes();
        await using var sample = SampleProcess.Start("DeployAndWait", service.Environment, "--app", "7");
        await sample.ReadUntilAsync("next look in");

        await sample.SignalAsync(signal);
        SampleResult result = await sample.EndAsync();

        Assert.Equal(
            "Interrupted while waiting for deployment 1001 of app 7. "
            + "It goes on by itself; wait for it again with: dotnet run --project samples/DeployAndWait -- --app 7 --resume 1001\n",
            result.Errors);
        Assert.Equal(130, result.ExitCode);
        Assert.True(Assert.Single(service.App.Deployments).IsActive);
    }

    [Fact]
    public async Task Signal_WhileAnotherDeploymentIsInTheWay_StopsAndCreatesNothing()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        EmulatedDeployment other = service.App.StartDeployment("portal", new DeploymentScript().NeverCompletes());
        await using var sample = SampleProcess.Start("DeployAndWait", service.Environment, "--app", "7");
        await sample.ReadUntilAsync("is in the way");

        await sample.SignalAsync("TERM");
        SampleResult result = await sample.EndAsync();

        Assert.Equal(
            "Interrupted before a deployment was seen. If one was just being created, look at the app's deployments before you deploy again.\n",
            result.Errors);
        Assert.Equal(130, result.ExitCode);
        Assert.Equal(other.Id, Assert.Single(service.App.Deployments).Id);
    }
}
