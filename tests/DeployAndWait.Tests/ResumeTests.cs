using System.Globalization;
using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Tests;

public sealed class ResumeTests
{
    [Fact]
    public async Task Run_WithResume_WaitsForThatDeploymentAndCreatesNone()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        EmulatedDeployment deployment = service.App.StartDeployment();
        deployment.CompleteSuccessfully();

        SampleResult result = await ResumeAsync(service, deployment.Id);

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("succeeded", result.Summary["Status"]);
        Assert.Equal(deployment.Id, Assert.Single(service.App.Deployments).Id);
    }

    [Fact]
    public async Task Run_WithResumeOfASupersededDeployment_SaysSoAndEndsWith1()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        EmulatedDeployment deployment = service.App.StartDeployment();
        service.App.StartDeployment();

        SampleResult result = await ResumeAsync(service, deployment.Id);

        Assert.Equal($"Deployment {deployment.Id} was superseded by a newer deployment of the app before it ended.\n", result.Errors);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("superseded", result.Summary["Status"]);
    }

    private static Task<SampleResult> ResumeAsync(EmulatedService service, long deploymentId) =>
        SampleProcess.RunAsync("DeployAndWait", service.Environment, "--app", "7", "--resume", deploymentId.ToString(CultureInfo.InvariantCulture));
}
